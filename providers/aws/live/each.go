package live

import (
	"sync"

	"golang.org/x/sync/errgroup"
)

// eachAtOnce is how many calls that ask more of one thing are under way side by
// side. How fast they follow each other is the limit's to say.
const eachAtOnce = 8

// Each does something with each of a list, several side by side. It panics
// where one of them does, once all are done.
func Each[T any](list []T, do func(T)) {
	var group errgroup.Group
	var first sync.Once
	var panicked any
	group.SetLimit(eachAtOnce)
	for _, one := range list {
		group.Go(func() error {
			defer func() {
				if p := recover(); p != nil {
					first.Do(func() { panicked = p })
				}
			}()
			do(one)
			return nil
		})
	}
	_ = group.Wait() // none fails
	if panicked != nil {
		panic(panicked)
	}
}
