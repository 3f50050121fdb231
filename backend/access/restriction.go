package access

// Restriction is one access restriction of a manager (USR-3). Each is enforced
// on the server, in the service that it concerns.
type Restriction string

// The restrictions, in the order of the user form.
const (
	HideOrganizationSettings Restriction = "hide_organization_settings"
	HideDashboard            Restriction = "hide_dashboard"
	HideIdentities           Restriction = "hide_respondent_identities"
	HideReports              Restriction = "hide_reports"
	HideScores               Restriction = "hide_scores_in_lists"
	HideEmailsSent           Restriction = "hide_emails_sent"
	HideExports              Restriction = "hide_exports"
	HideAllotments           Restriction = "hide_allotments"
	HidePurchases            Restriction = "hide_purchases"
	HideCohorts              Restriction = "hide_cohorts"
	HideArchived             Restriction = "hide_archived_responses"
	OwnOrganizationOnly      Restriction = "own_organization_only"
	NoAdding                 Restriction = "no_adding_responses"
	NoInviting               Restriction = "no_inviting"
	NoBulkUpload             Restriction = "no_bulk_upload"
	NoEditing                Restriction = "no_editing_of_responses"
	NoDeleting               Restriction = "no_deleting_of_responses"
	NoExtending              Restriction = "no_extending_of_expiry"
	NoResending              Restriction = "no_resending_of_invitations"
)

// RestrictionLabel is a restriction with the words of its tick box.
type RestrictionLabel struct {
	Name  Restriction
	Label string
	Help  string
}

// RestrictionLabels returns all restrictions in the order of the user form.
func RestrictionLabels() []RestrictionLabel {
	return []RestrictionLabel{
		{HideOrganizationSettings, "Hide Organization Settings", "The Organization Settings menu and its pages are gone."},
		{HideDashboard, "Hide dashboard", "No figures on the first page."},
		{HideIdentities, "Hide respondent identities", "Names and emails of respondents are not shown."},
		{HideReports, "Hide reports", "Reports of responses can't be opened."},
		{HideScores, "Hide scores in lists", "Lists show no scores."},
		{HideEmailsSent, "Hide emails sent", "The page Emails sent is gone."},
		{HideExports, "Hide exports", "Nothing can be downloaded as a file."},
		{HideAllotments, "Hide allotments", "The page Allotments is gone."},
		{HidePurchases, "Hide purchases", "Nothing can be bought."},
		{HideCohorts, "Hide cohorts", "The page Cohorts is gone."},
		{HideArchived, "Hide archived responses", "Expired and cancelled responses are not listed."},
		{OwnOrganizationOnly, "Own organization only", "Not the organizations below."},
		{NoAdding, "No adding responses", "Responses can't be added by hand."},
		{NoInviting, "No inviting", "Nobody can be invited by email."},
		{NoBulkUpload, "No bulk upload", "Many can't be invited at once."},
		{NoEditing, "No editing of responses", "Responses can't be changed."},
		{NoDeleting, "No deleting of responses", "Responses can't be deleted or cancelled."},
		{NoExtending, "No extending of expiry", "The time to answer can't be extended."},
		{NoResending, "No resending of invitations", "Invitations can't be sent again."},
	}
}

// Restrictions is a set of them.
type Restrictions map[Restriction]bool

// ParseRestrictions makes a set of names and reports the first unknown one.
func ParseRestrictions(names []string) (set Restrictions, unknown string) {
	known := Restrictions{}
	for _, label := range RestrictionLabels() {
		known[label.Name] = true
	}
	set = Restrictions{}
	for _, name := range names {
		if !known[Restriction(name)] {
			return nil, name
		}
		set[Restriction(name)] = true
	}
	return set, ""
}

// Names returns the set's names in the order of the user form, never nil.
func (r Restrictions) Names() []string {
	names := []string{}
	for _, label := range RestrictionLabels() {
		if r[label.Name] {
			names = append(names, string(label.Name))
		}
	}
	return names
}
