package tfplan_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"fmt"
	"strings"
	"testing"

	"spof/parsers/tfplan"
)

func TestReadFileRefuses(t *testing.T) {
	t.Parallel()
	change := changeMessage("aws_vpc.a", num(1, 1), text(2, value("\x80")))
	plan := planMessage(change)
	of := func(msgpack string) []byte {
		return planWith(t, planMessage(changeMessage("aws_vpc.a", num(1, 1), text(2, value(msgpack)))))
	}
	in := func(more ...member) []byte { return planWith(t, plan, more...) }
	modules := func(src string) []byte { return in(member{"tfconfig/modules.json", []byte(src)}) }
	state := func(src string) []byte { return in(member{"tfstate", []byte(src)}) }
	root := member{"tfconfig/modules.json", []byte(manifest)}
	many := func(s string) string { return strings.Repeat(s, 100_000) }
	for name, c := range map[string]struct {
		src  []byte
		want string
	}{
		"nothing":               {nil, "the file is empty"},
		"JSON":                  {[]byte(" {\"format_version\":\"1.2\"}"), "the file is JSON; expected a plan file"},
		"encrypted":             {[]byte(`{"meta":{},"encrypted_data":"eA==","encryption_version":"v0"}`), "encrypted by OpenTofu"},
		"text":                  {[]byte("resource {}"), "the file is no zip archive"},
		"no end":                {in()[:100], "a zip archive that is damaged or cut off"},
		"an empty archive":      {archive(t), `no member "tfplan"`},
		"another archive":       {archive(t, member{"main.tf", nil}), `no member "tfplan"; expected a plan file`},
		"two plans":             {archive(t, member{"tfplan", plan}, member{"tfplan", plan}), `two members "tfplan"`},
		"no protobuf":           {planWith(t, []byte("\xff\xff\xff")), "tfplan at byte 0"},
		"an empty plan":         {planWith(t, nil), "it has no version"},
		"an old version":        {planWith(t, num(1, 2)), "version 2 of the format, and only 3 is known"},
		"a new version":         {planWith(t, num(1, 4)), "version 4 of the format"},
		"a short field":         {planWith(t, append(num(1, 3), 0x1a, 0x7f, 0x01)), "tfplan at byte 3: unexpected EOF"},
		"a group":               {planWith(t, append(num(1, 3), 0x1b)), "tfplan at byte 3"},
		"no address":            {planWith(t, planMessage(text(3, text(8, awsConfig)))), "it has no address"},
		"a bad address":         {planWith(t, planMessage(changeMessage("aws_vpc", num(1, 1), text(2, value("\x80"))))), `expected the address of a resource, found "aws_vpc"`},
		"a bad key":             {planWith(t, planMessage(changeMessage("aws_vpc.a[x]", num(1, 1), text(2, value("\x80"))))), "expected the address of a resource"},
		"a bad module":          {planWith(t, planMessage(changeMessage("module.a[.aws_vpc.a", num(1, 1), text(2, value("\x80"))))), "expected the address of a resource"},
		"a bad provider":        {planWith(t, planMessage(text(3, msg(text(13, "aws_vpc.a"), text(8, "aws"), text(9, text(2, value("\x80"))))))), `aws_vpc.a: expected a provider, found "aws"`},
		"an address twice":      {planWith(t, planMessage(change, change)), "aws_vpc.a stands there twice"},
		"no values":             {planWith(t, planMessage(changeMessage("aws_vpc.a", num(1, 3)))), "0 values; expected 2 for update"},
		"one value":             {planWith(t, planMessage(changeMessage("aws_vpc.a", num(1, 6), text(2, value("\x80"))))), "1 values; expected 2 for delete, create"},
		"no object":             {of("\xa1a"), "expected an object with the attributes of the resource"},
		"a list":                {of("\x91\xa1a"), "expected an object"},
		"all is unknown":        {of("\xd4\x00\x00"), "expected an object with the attributes of the resource"},
		"not msgpack":           {planWith(t, planMessage(changeMessage("aws_vpc.a", num(1, 1), text(2, text(2, "x"))))), "a value that is not msgpack"},
		"no code":               {of("\xc1"), "code 0xc1 begins no value"},
		"a value cut off":       {of("\x81\xa1a"), "msgpack: the value ends early"},
		"more after it":         {of("\x80\x80"), "bytes follow the value"},
		"a number as name":      {of("\x81\x01\x01"), "a name that is not a string"},
		"the same name twice":   {of("\x82\xa1a\x01\xa1a\x01"), "duplicate"},
		"bad text":              {of("\x81\xa1a\xa1\xff"), "not UTF-8"},
		"no number":             {of("\x81\xa1a\xcb\x7f\xf8\x00\x00\x00\x00\x00\x01"), "NaN is a number that no plan holds"},
		"infinity":              {of("\x81\xa1a\xcb\x7f\xf0\x00\x00\x00\x00\x00\x00"), "+Inf is a number that no plan holds"},
		"bytes":                 {of("\x81\xa1a\xc4\x01x"), "code 0xc4 begins no value"},
		"a length beyond it":    {of("\xdf\xff\xff\xff\xff"), "the value ends early"},
		"a list beyond it":      {of("\x81\xa1a\xdd\xff\xff\xff\xff"), "the value ends early"},
		"another extension":     {of("\x81\xa1a\xd4\x07\x00"), "extension 7 is none of a plan"},
		"an extension cut off":  {of("\x81\xa1a\xd8\x0c\x00"), "the value ends early"},
		"a bad type":            {of("\x81\xa1a\x92\xc4\x03\"x\"\x01"), "a type that cannot be read"},
		"deep lists":            {of("\x81\xa1a" + many("\x91") + "\xc0"), "deeper inside each other than the limit of 500"},
		"deep objects":          {of(many("\x81\xa1a") + "\xc0"), "deeper inside each other than the limit of 500"},
		"deep types":            {of("\x81\xa1a" + many("\x92\xc4\x09\"dynamic\"") + "\xc0"), "deeper inside each other than the limit of 500"},
		"a bad variable":        {planWith(t, planMessage(text(2, msg(text(1, "a"), text(2, value("\xc1")))))), `variable "a": at byte`},
		"deferred, nameless":    {planWith(t, planMessage(text(27, text(2, text(8, awsConfig))))), "it has no address"},
		"state is no JSON":      {state("x"), "tfstate: line 1, byte 0"},
		"state is cut off":      {state(`{"version":4`), "tfstate: line 1, byte 12: the document ends before it is complete"},
		"state of version 3":    {state(`{"version":3}`), "tfstate: line 1, byte 11, version: version 3 of a state is not known; expected 4"},
		"state without type":    {state(`{"resources":[{"mode":"data","name":"a","provider":"provider[\"p\"]","instances":[{}]}]}`), "expected a resource with a type and a name, found none of them"},
		"state, bad provider":   {state(`{"resources":[{"mode":"data","type":"a","name":"a","provider":"p","instances":[{}]}]}`), `resources[0]: expected a provider, found "p"`},
		"state, bad values":     {state(`{"resources":[{"mode":"data","type":"a","name":"a","provider":"provider[\"p\"]","instances":[{"attributes":[]}]}]}`), "expected an object with the attributes"},
		"state, data twice":     {state(`{"resources":[{"mode":"data","type":"a","name":"a","provider":"provider[\"p\"]","instances":[{},{}]}]}`), "data.a.a stands there twice"},
		"state, bad paths":      {state(`{"resources":[{"mode":"data","type":"a","name":"a","provider":"provider[\"p\"]","instances":[{"sensitive_attributes":"x"}]}]}`), "sensitive_attributes: expected a list, found text"},
		"modules are no JSON":   {modules("x"), "tfconfig/modules.json: invalid character"},
		"modules are no list":   {modules("{}"), "tfconfig/modules.json"},
		"far above":             {modules(`[{"Key":"","Dir":"."},{"Key":"a","Dir":"` + many("../") + `"}]`), "more than the limit of 100 directories above"},
		"a file of no module":   {in(root, member{"tfconfig/m-x/main.tf", nil}), "tfconfig/m-x/main.tf: a file of no module"},
		"a file that leads up":  {in(root, member{"tfconfig/m-/..", nil}), "a file of no module"},
		"a large file":          {in(root, member{"tfconfig/m-/main.tf", make([]byte, 8<<20+1)}), "tfconfig/m-/main.tf is larger than the limit of 8388608 bytes"},
		"a large manifest":      {in(member{"tfconfig/modules.json", bytes.Repeat([]byte(" "), 8<<20+1)}), "tfconfig/modules.json is larger than the limit"},
		"two names of one file": {in(root, member{"tfconfig/m-/a.tf", nil}, member{"tfconfig/m-/a.tf", nil}), "two members"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, err := tfplan.ReadFile(bytes.NewReader(c.src), int64(len(c.src)))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Fatalf("error %v; want %q", err, c.want)
			}
			if p != nil || len(err.Error()) > 600 {
				t.Errorf("plan %v, error of %d bytes", p, len(err.Error()))
			}
		})
	}
}

// Wherever a plan file ends early, or its plan does, there is an error.
func TestReadFileTruncated(t *testing.T) {
	t.Parallel()
	src := recorded(t, "changes/plan.tfplan")
	members := unpacked(t, src)
	for i := range 30 {
		cut := src[:len(src)*i/30]
		if _, err := tfplan.ReadFile(bytes.NewReader(cut), int64(len(cut))); err == nil {
			t.Errorf("cut after %d bytes: no error", len(cut))
		}
		plan := members["tfplan"]
		plan = plan[:len(plan)*i/30]
		short := planWith(t, plan)
		_, err := tfplan.ReadFile(bytes.NewReader(short), int64(len(short)))
		if err == nil || !strings.Contains(err.Error(), "tfplan") {
			t.Errorf("plan cut after %d bytes: %v", len(plan), err)
		}
	}
}

// A byte that is wrong anywhere is told, or does no harm.
func TestReadFileDamaged(t *testing.T) {
	t.Parallel()
	src := recorded(t, "changes/plan.tfplan")
	refused := 0
	for at := 0; at < len(src); at += 97 {
		damaged := bytes.Clone(src)
		damaged[at] ^= 0x55
		p, err := tfplan.ReadFile(bytes.NewReader(damaged), int64(len(damaged)))
		checkPlan(t, p, err)
		if err != nil {
			refused++
		}
	}
	if refused < len(src)/97/2 {
		t.Errorf("%d of %d refused", refused, len(src)/97)
	}
}

// A member that unpacks to more than any plan is refused, whether the archive
// says so or not.
func TestReadFileBomb(t *testing.T) {
	t.Parallel()
	const limit = 512 << 20
	for name, claimed := range map[string]uint64{"told": limit + 1, "not told": 100} {
		var out bytes.Buffer
		w := zip.NewWriter(&out)
		f, err := w.CreateRaw(&zip.FileHeader{Name: "tfplan", Method: zip.Deflate, UncompressedSize64: claimed, CompressedSize64: uint64(len(bomb))})
		if err == nil {
			_, err = f.Write(bomb)
		}
		if err == nil {
			err = w.Close()
		}
		if err != nil {
			t.Fatal(err)
		}
		_, err = tfplan.ReadFile(bytes.NewReader(out.Bytes()), int64(out.Len()))
		want := fmt.Sprintf("tfplan is larger than the limit of %d bytes", limit)
		if claimed < limit {
			want = "tfplan: damaged or cut off"
		}
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v; want %q", name, err, want)
		}
	}
}

// bomb is a thousand times smaller than what it unpacks to.
var bomb = func() []byte {
	var out bytes.Buffer
	w, err := flate.NewWriter(&out, flate.BestCompression)
	if err == nil {
		_, err = w.Write(make([]byte, 1<<20))
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		panic(err)
	}
	return out.Bytes()
}()
