// Package organizations keeps the partners and the tree that they form.
package organizations

import (
	"net/mail"
	"net/url"
	"strings"

	"portico/backend/fault"
	"portico/backend/settings"
	"portico/backend/store"
)

// MaxLevel is the depth of the tree (ORG-2).
const MaxLevel = 5

// MaxName is the greatest length of a name, in characters.
const MaxName = 200

// Status of an organization.
const (
	Active   = "active"
	Archived = "archived"
)

// Organization is a partner, or a group of partners, in a tree of at most five
// levels. Level and Path follow from the parent and are never typed (ORG-1).
type Organization struct {
	ID                int64  `gorm:"primaryKey"`
	ExternalID        string // what another system calls it; unique, "" for none
	Name              string
	NameKey           string // Name folded; unique among siblings
	ParentID          *int64 // nil at level 1
	Path              string // "/1/5/9/": ids from the top down to this one
	Level             int    // 1 to MaxLevel
	Status            string
	ArchivedAt        store.Time
	ArchivedByID      *int64 // the organization whose archiving took this one along
	ResponseAllotment string // settings.Unlimited, Allocated or Purchased
	BCCEmail          string `gorm:"column:bcc_email"` // gets a copy of every report mailed
	AssessorName      string // Default Assessor
	AssessorEmail     string
	Website           string
	City              string
	EmailDomains      store.Strings
	Notes             string
	About             string // own "About us", Markdown
	Privacy           string // own "Privacy policy", Markdown
	KeyGeneration     uint32
	CreatedAt         store.Time `gorm:"autoCreateTime:false"`
	UpdatedAt         store.Time `gorm:"autoUpdateTime:false"`
}

// IsActive reports whether the organization takes part.
func (o Organization) IsActive() bool { return o.Status == Active }

// Parent returns the parent's id, or 0 at level 1.
func (o Organization) Parent() int64 {
	if o.ParentID == nil {
		return 0
	}
	return *o.ParentID
}

// Input is what may be set on an organization.
type Input struct {
	Name              string   `json:"name"`
	ParentID          int64    `json:"parent_id"` // 0 for level 1
	ResponseAllotment string   `json:"response_allotment"`
	BCCEmail          string   `json:"bcc_email"`
	AssessorName      string   `json:"assessor_name"`
	AssessorEmail     string   `json:"assessor_email"`
	Website           string   `json:"website"`
	City              string   `json:"city"`
	EmailDomains      []string `json:"email_domains"`
	Notes             string   `json:"notes"`

	Seen store.Time `json:"-"` // UpdatedAt of what the input was made from; zero not to ask
}

// Validate cleans the input and returns an Invalid fault with the fields at
// fault, named as in the bridge.
func (in *Input) Validate() error {
	in.Name, in.City, in.AssessorName = store.Clean(in.Name), store.Clean(in.City), store.Clean(in.AssessorName)
	in.BCCEmail, in.AssessorEmail = store.Clean(in.BCCEmail), store.Clean(in.AssessorEmail)
	in.Website, in.Notes = store.Clean(in.Website), store.CleanText(in.Notes)
	if in.ResponseAllotment == "" {
		in.ResponseAllotment = settings.Unlimited
	}
	var fields fault.Fields
	fields.Require(store.Fold(in.Name) != "", "name", "Give the organization a name.")
	fields.Require(len([]rune(in.Name)) <= MaxName, "name", "Use at most 200 characters.")
	switch in.ResponseAllotment {
	case settings.Unlimited, settings.Allocated, settings.Purchased:
	default:
		fields.Add("responseAllotment", "Choose Unlimited, Allocated or Can Be Purchased.")
	}
	checkEmail(&fields, "bccEmail", in.BCCEmail)
	checkEmail(&fields, "assessorEmail", in.AssessorEmail)
	fields.Require(len([]rune(in.AssessorName)) <= MaxName, "assessorName", "Use at most 200 characters.")
	fields.Require(len([]rune(in.City)) <= MaxName, "city", "Use at most 200 characters.")
	fields.Require(len([]rune(in.Notes)) <= 10000, "notes", "Use at most 10,000 characters.")
	in.Website = checkWebsite(&fields, in.Website)
	in.EmailDomains = checkDomains(&fields, in.EmailDomains)
	return fields.Err()
}

func checkEmail(fields *fault.Fields, name, email string) {
	if email == "" {
		return
	}
	address, err := mail.ParseAddress(email)
	fields.Require(err == nil && address.Address == email && len(email) <= 254, name, "Use one address such as name@example.com.")
}

// checkWebsite returns the website as a web address; "example.com" gets https.
func checkWebsite(fields *fault.Fields, website string) string {
	if website == "" {
		return ""
	}
	if !strings.Contains(website, "://") {
		website = "https://" + website
	}
	u, err := url.Parse(website)
	fields.Require(err == nil && (u.Scheme == "http" || u.Scheme == "https") && strings.Contains(u.Host, ".") && len(website) <= 500,
		"website", "Use a web address such as https://example.com.")
	return website
}

func checkDomains(fields *fault.Fields, domains []string) []string {
	kept := []string{}
	for _, domain := range domains {
		domain = strings.ToLower(strings.TrimPrefix(store.Clean(domain), "@"))
		if domain == "" {
			continue
		}
		fields.Require(strings.Contains(domain, ".") && !strings.ContainsAny(domain, " /@:"), "emailDomains", "Use domains such as example.com.")
		kept = append(kept, domain)
	}
	fields.Require(len(kept) <= 50, "emailDomains", "Use at most 50 domains.")
	return kept
}
