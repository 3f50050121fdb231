package users

// Gaps is what keeps somebody from signing contract documents (SGN-4), as bits;
// 0 is somebody who is ready. The database keeps it, see the migration
// 0020_signers.sql, so that lists can be filtered by it.
type Gaps int64

// The gaps, in the order of the checklist.
const (
	NoLogin Gaps = 1 << iota
	NotActive
	NoAffiliation
	NoManagementRole
	NoLoginRight
	NoSigningRight
	NotActivated
	everyGap = 1<<iota - 1
)

// Has reports whether one of some gaps is there.
func (g Gaps) Has(some Gaps) bool { return g&some != 0 }

// IsSigner reports whether contract documents could be this user's: an
// Individual, or whoever has an affiliation or an account role.
func (u User) IsSigner() bool { return u.SignerGaps != nil }
