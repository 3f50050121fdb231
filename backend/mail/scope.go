package mail

import "portico/backend/access"

// The kinds of causes that are of an assessment: a mail about one is seen by
// those who have the assessment.
const (
	aboutResponse  = "response"
	aboutAllotment = "allotment"
)

// visible returns the condition on outbox that keeps the mails within a scope:
// those of a manager's organizations and, of the mails about responses, those
// about responses within the scope (MGR-4). With Hide emails sent there are
// none; with Hide reports none that says what came out.
func visible(scope access.Scope) (string, []any) {
	if scope.Kind() == access.Administrator {
		return "1 = 1", nil
	}
	if scope.Is(access.HideEmailsSent) {
		return "1 = 0", nil
	}
	organizations, args := scope.OrganizationsSQL("o")
	responses, more := scope.ResponsesSQL("r")
	if scope.Is(access.HideArchived) {
		responses += " AND r.state NOT IN ('expired', 'cancelled')"
	}
	condition := "EXISTS (SELECT 1 FROM organizations o WHERE o.id = outbox.organization_id AND " + organizations + ")" +
		" AND (outbox.subject_kind <> '" + aboutResponse + "' OR EXISTS (SELECT 1 FROM responses r WHERE r.id = outbox.subject_id AND " + responses + "))"
	if scope.Is(access.HideAllotments) {
		condition += " AND outbox.subject_kind <> '" + aboutAllotment + "'"
	} else {
		condition += " AND (outbox.subject_kind <> '" + aboutAllotment + "' OR EXISTS (SELECT 1 FROM allotments a WHERE a.id = outbox.subject_id AND a.assessment_id IN ?))"
		more = append(more, append([]int64{0}, scope.Assessments()...))
	}
	if scope.Is(access.HideReports) {
		condition += " AND outbox.kind <> 'mail_assessor_completed'"
	}
	return condition, append(args, more...)
}

// isVeiled reports whether the mail says who a respondent is to somebody who
// must not see it (Hide respondent identities).
func isVeiled(scope access.Scope, m Message) bool {
	return scope.Is(access.HideIdentities) && m.SubjectKind == aboutResponse
}

// veil takes away what says who the respondent is.
func veil(m Message) Message {
	m.ToEmail, m.ToName, m.BCCEmail, m.Subject, m.Body, m.SearchKey, m.LastError = "", "", "", "", "", "", ""
	return m
}

func veiledContent(m Message) Content {
	return Content{Message: veil(m), Note: "This mail names a respondent, whom your access hides."}
}
