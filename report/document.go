package report

// SchemaVersion is the version of the JSON document: it changes when a key is
// removed or changes its meaning, not when one is added.
const SchemaVersion = 1

// The types below are the JSON document, in the order of its keys. A list is
// never null. docs/json.md describes each key.

type document struct {
	Schema   int           `json:"schema"`
	Spof     string        `json:"spof"`
	Inputs   []inputJSON   `json:"inputs"`
	Services []serviceJSON `json:"services"`
	Findings []findingJSON `json:"findings"`
	Removed  []findingJSON `json:"removed"`
	Gaps     []gapJSON     `json:"gaps"`
	Notes    []noteJSON    `json:"notes"`
	Rules    []ruleJSON    `json:"rules"`
}

type inputJSON struct {
	Path      string      `json:"path"`
	Kind      string      `json:"kind"`
	Resources int         `json:"resources"`
	Declared  int         `json:"declared"`
	Moves     []moveJSON  `json:"moves,omitempty"`
	Names     []nameJSON  `json:"names,omitempty"`
	Change    *changeJSON `json:"change,omitempty"`
}

type moveJSON struct {
	From string `json:"from"`
	To   string `json:"to"`
}

type nameJSON struct {
	ARN  string `json:"arn"`
	Name string `json:"name"`
}

type changeJSON struct {
	With          string      `json:"with,omitempty"`
	Baseline      bool        `json:"baseline,omitempty"`
	NewOnly       bool        `json:"new_only,omitempty"`
	Added         int         `json:"added"`
	Removed       int         `json:"removed"`
	Unchanged     int         `json:"unchanged"`
	Worse         int         `json:"worse"`
	Better        int         `json:"better"`
	CausesAdded   int         `json:"causes_added"`
	CausesRemoved int         `json:"causes_removed"`
	Unread        int         `json:"unread"`
	Appeared      []string    `json:"services_added"`
	Vanished      []string    `json:"services_removed"`
	Shifts        []shiftJSON `json:"outcomes"`
}

type shiftJSON struct {
	Service string     `json:"service"`
	Event   eventJSON  `json:"event"`
	Was     effectJSON `json:"was"`
	Is      effectJSON `json:"is"`
}

type effectJSON struct {
	Outcome string `json:"outcome"`
	InPart  bool   `json:"in_part"`
	Verdict string `json:"verdict"`
}

type serviceJSON struct {
	Input    string        `json:"input,omitempty"`
	Name     string        `json:"name"`
	Tier     string        `json:"tier"`
	Entry    []string      `json:"entry"`
	Kind     string        `json:"kind"`
	Unread   bool          `json:"users_not_read"`
	Needs    int           `json:"needs"`
	Outcomes []outcomeJSON `json:"outcomes"`
	Only     []onlyJSON    `json:"only"`
}

type outcomeJSON struct {
	Event   eventJSON `json:"event"`
	Outcome string    `json:"outcome"`
	InPart  bool      `json:"in_part"`
	Parts   []string  `json:"parts"`
	Verdict string    `json:"verdict"`
	Because []string  `json:"because"`
}

type eventJSON struct {
	Kind    string `json:"kind"`
	Name    string `json:"name"`
	Address string `json:"address,omitempty"`
	Worst   string `json:"worst,omitempty"`
}

type onlyJSON struct {
	Address string      `json:"address"`
	Name    string      `json:"name"`
	Kind    string      `json:"kind"`
	Guards  []string    `json:"guards"`
	Origin  *originJSON `json:"origin"`
}

type findingJSON struct {
	Input       string         `json:"input,omitempty"`
	Identity    string         `json:"identity"`
	Change      string         `json:"change,omitempty"`
	Was         *wasJSON       `json:"was,omitempty"`
	Rule        string         `json:"rule"`
	Verdict     string         `json:"verdict"`
	Severity    string         `json:"severity"`
	Outcome     string         `json:"outcome"`
	InPart      bool           `json:"in_part"`
	Address     string         `json:"address"`
	ARN         string         `json:"arn,omitempty"`
	Event       *eventJSON     `json:"event"`
	Origin      *originJSON    `json:"origin"`
	Message     string         `json:"message"`
	Evidence    []evidenceJSON `json:"evidence"`
	Services    []string       `json:"services"`
	Proof       []stepJSON     `json:"proof"`
	Fix         fixJSON        `json:"fix"`
	Cost        *costJSON      `json:"cost,omitempty"`
	Settles     []string       `json:"settles"`
	Explains    []string       `json:"explains"`
	ExplainedBy []string       `json:"explained_by"`
	Ignored     string         `json:"ignored,omitempty"`
}

type wasJSON struct {
	Severity string   `json:"severity"`
	Services []string `json:"services"`
}

type evidenceJSON struct {
	Fact    string      `json:"fact"`
	Value   string      `json:"value"`
	Assumed bool        `json:"assumed"`
	Origin  *originJSON `json:"origin"`
}

type stepJSON struct {
	Address string      `json:"address"`
	Name    string      `json:"name"`
	Kind    string      `json:"kind"`
	Why     string      `json:"why"`
	Assumed bool        `json:"assumed,omitempty"`
	Origin  *originJSON `json:"origin"`
}

type fixJSON struct {
	Text string `json:"text"`
	Edit string `json:"edit,omitempty"`
}

type costJSON struct {
	Monthly   float64  `json:"monthly"`
	BreakEven *float64 `json:"break_even,omitempty"`
	Hours     float64  `json:"hours,omitempty"`
	PricedIn  string   `json:"priced_in,omitempty"`
	Listed    string   `json:"listed,omitempty"`
	Basis     string   `json:"basis"`
}

type gapJSON struct {
	Input     string      `json:"input,omitempty"`
	What      string      `json:"what"`
	Why       string      `json:"why"`
	Advice    string      `json:"advice"`
	Origin    *originJSON `json:"origin"`
	Asked     *askedJSON  `json:"asked,omitempty"`
	Unsettles []string    `json:"unsettles"`
}

type askedJSON struct {
	Service string `json:"service"`
	Region  string `json:"region"`
	Account string `json:"account"`
}

type noteJSON struct {
	Input string `json:"input,omitempty"`
	Text  string `json:"text"`
}

type ruleJSON struct {
	ID       string   `json:"id"`
	Severity string   `json:"severity"`
	Scope    string   `json:"scope"`
	Title    string   `json:"title"`
	Why      string   `json:"why"`
	Fix      string   `json:"fix"`
	Sources  []string `json:"sources"`
}

type originJSON struct {
	File      string        `json:"file,omitempty"`
	Line      int           `json:"line,omitempty"`
	Column    int           `json:"column,omitempty"`
	EndLine   int           `json:"end_line,omitempty"`
	EndColumn int           `json:"end_column,omitempty"`
	API       string        `json:"api,omitempty"`
	Callers   []*originJSON `json:"callers,omitempty"`
}
