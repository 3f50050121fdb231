package portal_test

import (
	"net/url"

	"portico/backend/invitations"
	"portico/backend/testkit"
)

// manyPeople is a list for Middle and an assessment of its managers.
func manyPeople(v *village) url.Values {
	return url.Values{
		"organization": {text(v.middle())}, "assessment": {text(v.site.Assessments[0])}, "people": {"many@x.example\nnobody"}, "expires": {"2026-12-01"},
	}
}

// manyID is a list of the manager of Middle, with one wrong row.
func manyID(v *village) string { return text(v.many().ID) }

func runningManyID(v *village) string {
	made := v.many()
	v.exec("UPDATE bulk_invitations SET state = 'running' WHERE id = ?", made.ID)
	return text(made.ID)
}

func (v *village) many() invitations.Outcome {
	v.t.Helper()
	u, known, err := v.site.Users.Identify(v.t.Context(), "own@x.example")
	if err != nil || !known {
		v.t.Fatal(err)
	}
	scope, _, err := v.site.Users.ScopeOf(v.t.Context(), u.ID)
	if err != nil {
		v.t.Fatal(err)
	}
	v.made++
	made, err := v.site.Invitations.Check(v.t.Context(), scope, invitations.Request{
		OrganizationID: v.middle(), AssessmentID: v.site.Assessments[0], Text: secretWord + " Quist <many" + text(int64(v.made)) + "@x.example>\n" + secretWord + " without address", ByMail: true,
	})
	if err != nil {
		v.t.Fatal(err)
	}
	return made
}

// viewID is a view that the manager of Middle has kept.
func viewID(v *village) string {
	u, known, err := v.site.Users.Identify(v.t.Context(), "own@x.example")
	if err != nil || !known {
		v.t.Fatal(err)
	}
	scope, _, err := v.site.Users.ScopeOf(v.t.Context(), u.ID)
	if err != nil {
		v.t.Fatal(err)
	}
	v.made++
	if err := v.site.Responses.SaveView(v.t.Context(), scope, "View "+text(int64(v.made)), "state=completed"); err != nil {
		v.t.Fatal(err)
	}
	return v.one("SELECT CAST(MAX(id) AS TEXT) FROM saved_views")
}

// completedToken is the link of a respondent who has answered everything.
func completedToken(v *village) string {
	made := v.response()
	testkit.MustAnswer(v.t, v.site.Backend, testkit.TokenOf(made), 1)
	return testkit.TokenOf(made)
}

// introductionKind is a text that every organization can have of its own.
func introductionKind(*village) string { return "response_introduction" }
