package advice

import "slices"

// Looks are all looks, in the order in which they are told.
func Looks() []Look {
	return slices.Concat(ownerLooks(), projectLooks(), registerLooks(), raidLooks(), gateLooks(), statusLooks(), storyLooks(), endLooks(), loadedLooks(), moneyLooks(), dateLooks())
}

// Named finds a look by its name.
func Named(name string) (Look, bool) {
	for _, l := range Looks() {
		if l.Name == name {
			return l, true
		}
	}
	return Look{}, false
}

// Coded is the look that finds a code; the zero Look when none does.
func Coded(code string) Look {
	for _, l := range Looks() {
		if l.Code == code {
			return l
		}
	}
	return Look{}
}
