package estatetest_test

// What is found of a state, or of a plan, and not of the configuration that it
// was made of, or the other way round, and why. A difference that no longer
// occurs is one too many, and a test says so.
var differentStates = map[string]map[string]string{}
