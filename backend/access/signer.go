package access

import "slices"

// Right is one portal right that an account role gives (SGN-3).
type Right string

// The portal rights, in the order of the tree "Portal – Partner".
const (
	PortalLogin      Right = "partner_portal_login"
	ViewDocuments    Right = "view_contract_documents"
	SignDocuments    Right = "sign_contract_documents"
	DownloadSigned   Right = "download_signed_documents"
	SeeOwnSignatures Right = "see_own_signatures"
)

// RightLabel is a portal right with the words of its tick box.
type RightLabel struct {
	Name  Right
	Label string
	Help  string
}

// RightLabels returns all portal rights in the order of the tree.
func RightLabels() []RightLabel {
	return []RightLabel{
		{PortalLogin, "Partner Portal Login", "Can sign in to the portal."},
		{ViewDocuments, "View contract documents", "Sees the contract documents of their organizations."},
		{SignDocuments, "Sign contract documents", "Signs them, with a management role in the organization."},
		{DownloadSigned, "Download signed documents", "Downloads the signed file and its evidence."},
		{SeeOwnSignatures, "See own signatures", "Sees what they signed, and when."},
	}
}

// Rights is a set of portal rights.
type Rights map[Right]bool

// ParseRights makes a set of names and reports the first unknown one.
func ParseRights(names []string) (set Rights, unknown string) {
	set = Rights{}
	for _, name := range names {
		if !slices.ContainsFunc(RightLabels(), func(label RightLabel) bool { return string(label.Name) == name }) {
			return nil, name
		}
		set[Right(name)] = true
	}
	return set, ""
}

// Names returns the set's names in the order of the tree, never nil.
func (r Rights) Names() []string {
	names := []string{}
	for _, label := range RightLabels() {
		if r[label.Name] {
			names = append(names, string(label.Name))
		}
	}
	return names
}

// Affiliation ties a person to an active organization, with the roles that they
// have there.
type Affiliation struct {
	OrganizationID int64
	RoleIDs        []int64
	IsManagement   bool // one of the roles is a management role
}

// Signer is who asks for contract documents: their portal rights, and the
// active organizations that they are affiliated with. Like a Scope it is made
// anew for each request, and the zero Signer sees nothing (SGN-3, DOC-3).
type Signer struct {
	userID       int64
	rights       Rights
	affiliations []Affiliation
}

// ForSigner is the signer with these rights and affiliations.
func ForSigner(userID int64, rights Rights, affiliations []Affiliation) Signer {
	return Signer{userID: userID, rights: rights, affiliations: affiliations}
}

// UserID returns the person's user id, or 0.
func (s Signer) UserID() int64 { return s.userID }

// Has reports whether an account role gives the person a right. Every right
// needs Partner Portal Login beside it: without it nothing else counts.
func (s Signer) Has(right Right) bool { return s.rights[PortalLogin] && s.rights[right] }

// Rights returns the rights as given.
func (s Signer) Rights() Rights { return s.rights }

// Affiliations returns the ties to active organizations.
func (s Signer) Affiliations() []Affiliation { return s.affiliations }

// In returns the tie to an organization, if there is one.
func (s Signer) In(organizationID int64) (Affiliation, bool) {
	at := slices.IndexFunc(s.affiliations, func(one Affiliation) bool { return one.OrganizationID == organizationID })
	if at < 0 {
		return Affiliation{}, false
	}
	return s.affiliations[at], true
}
