package failure

// A table holds rows of numbers, one row after the other: row i is
// rows[at[i]:at[i+1]]. It is filled by counting, opening and adding.
type table struct {
	at   []int32
	rows []int32
	next []int32
}

func newTable(rows int) table { return table{at: make([]int32, rows+1)} }

// count makes room for one more number in row i, before the table is opened.
func (t *table) count(i int32) { t.at[i+1]++ }

// open ends counting and begins adding.
func (t *table) open() {
	for i := range len(t.at) - 1 {
		t.at[i+1] += t.at[i]
	}
	t.rows = make([]int32, t.at[len(t.at)-1])
	t.next = append([]int32(nil), t.at...)
}

// add puts v at the end of row i.
func (t *table) add(i, v int32) {
	t.rows[t.next[i]] = v
	t.next[i]++
}

func (t *table) row(i int32) []int32 { return t.rows[t.at[i]:t.at[i+1]] }
