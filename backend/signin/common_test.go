package signin

import "testing"

// Shows SEC-2.
func TestCommonPasswordsAreMany_SEC2(t *testing.T) {
	common := commonPasswords()
	long := 0
	for password := range common {
		if len(password) >= 8 {
			long++
		}
	}
	if long < 3000 {
		t.Errorf("%d passwords", long)
	}
	for _, password := range []string{"password", "12345678", "qwertyuiop", "football"} {
		if !common[password] {
			t.Errorf("%q is missing", password)
		}
	}
	if common[""] {
		t.Error("the empty text counts as common")
	}
}
