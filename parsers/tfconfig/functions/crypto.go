package functions

import (
	"crypto/md5"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"hash"

	"github.com/google/uuid"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
	"golang.org/x/crypto/ssh"
)

func cryptoFunctions() map[string]function.Function {
	out := map[string]function.Function{
		"bcrypt": atApply(stringParam("str"), &function.Parameter{Name: "cost", Type: cty.Number}),
		// Terraform makes a random UUID at each apply.
		"uuid":       atApply(function.Parameter{}, nil),
		"rsadecrypt": onTexts("ciphertext", "privatekey", rsaDecrypt),
		"uuidv5":     onTexts("namespace", "name", uuidV5),
	}
	for name, digest := range digests {
		out[name] = onText("str", func(s string) (string, error) {
			return digest([]byte(s)), nil
		})
	}
	return out
}

// digests holds the functions of some bytes that exist both for a string and,
// with the prefix file, for a file's content.
var digests = map[string]func([]byte) string{
	"base64sha256": digest(sha256.New, base64.StdEncoding.EncodeToString),
	"base64sha512": digest(sha512.New, base64.StdEncoding.EncodeToString),
	"md5":          digest(md5.New, hex.EncodeToString),
	"sha1":         digest(sha1.New, hex.EncodeToString),
	"sha256":       digest(sha256.New, hex.EncodeToString),
	"sha512":       digest(sha512.New, hex.EncodeToString),
}

func digest(algorithm func() hash.Hash, encode func([]byte) string) func([]byte) string {
	return func(raw []byte) string {
		h := algorithm()
		h.Write(raw) // A hash never fails to write.
		return encode(h.Sum(nil))
	}
}

// atApply returns a function whose result Terraform learns while it applies.
func atApply(param function.Parameter, more *function.Parameter) function.Function {
	spec := &function.Spec{
		VarParam:     more,
		Type:         function.StaticReturnType(cty.String),
		RefineResult: notNull,
		Impl: func([]cty.Value, cty.Type) (cty.Value, error) {
			return cty.UnknownVal(cty.String), nil
		},
	}
	if param.Name != "" {
		spec.Params = []function.Parameter{param}
	}
	return function.New(spec)
}

func rsaDecrypt(ciphertext, privateKey string) (string, error) {
	raw, err := base64.StdEncoding.DecodeString(ciphertext)
	if err != nil {
		return "", function.NewArgErrorf(0, "is not base64")
	}
	parsed, err := ssh.ParseRawPrivateKey([]byte(privateKey))
	if err != nil {
		return "", function.NewArgErrorf(1, "is not a private key without passphrase in PEM form")
	}
	key, ok := parsed.(*rsa.PrivateKey)
	if !ok {
		return "", function.NewArgErrorf(1, "is not an RSA key")
	}
	out, err := rsa.DecryptPKCS1v15(nil, key, raw) //nolint:staticcheck // rsadecrypt is defined by this scheme: EC2 encrypts Windows passwords so.
	if err != nil {
		return "", errors.New("the key does not decrypt the text")
	}
	return string(out), nil
}

func uuidV5(namespace, name string) (string, error) {
	known := map[string]uuid.UUID{
		"dns": uuid.NameSpaceDNS, "url": uuid.NameSpaceURL,
		"oid": uuid.NameSpaceOID, "x500": uuid.NameSpaceX500,
	}
	space, ok := known[namespace]
	if !ok {
		var err error
		if space, err = uuid.Parse(namespace); err != nil {
			return "", function.NewArgErrorf(0, "is neither a UUID nor one of dns, url, oid, x500")
		}
	}
	return uuid.NewSHA1(space, []byte(name)).String(), nil
}
