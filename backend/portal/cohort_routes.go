package portal

import "net/http"

// cohortRoutes are the pages of cohorts, and the way in through an open
// cohort's link.
func (p *Portal) cohortRoutes() []Route {
	const get, post = http.MethodGet, http.MethodPost
	return []Route{
		{Method: get, Pattern: "/cohorts", Feature: Cohorts, Handle: p.listCohorts},
		{Method: post, Pattern: "/cohorts", Feature: Cohorts, Handle: p.createCohort},
		{Method: get, Pattern: "/cohorts/new", Feature: Cohorts, Handle: p.newCohort},
		{Method: get, Pattern: "/cohorts/{id}", Feature: Cohorts, Handle: p.showCohort},
		{Method: get, Pattern: "/cohorts/{id}/edit", Feature: Cohorts, Handle: p.editCohort},
		{Method: post, Pattern: "/cohorts/{id}/edit", Feature: Cohorts, Handle: p.saveCohort},
		{Method: post, Pattern: "/cohorts/{id}/participants", Feature: Cohorts, Handle: p.addParticipants},
		{Method: post, Pattern: "/cohorts/{id}/participants/{response}/remind", Feature: Cohorts, Handle: p.remindParticipant},
		{Method: post, Pattern: "/cohorts/{id}/remind", Feature: Cohorts, Handle: p.remindCohort},
		{Method: post, Pattern: "/cohorts/{id}/link", Feature: Cohorts, Handle: p.replaceCohortLink},
		{Method: get, Pattern: "/cohorts/{id}/close", Feature: Cohorts, Handle: p.askCloseCohort},
		{Method: post, Pattern: "/cohorts/{id}/close", Feature: Cohorts, Handle: p.closeCohort},
		{Method: get, Pattern: "/cohorts/{id}/delete", Feature: Cohorts, Handle: p.askDeleteCohort},
		{Method: post, Pattern: "/cohorts/{id}/delete", Feature: Cohorts, Handle: p.deleteCohort},
		{Method: get, Pattern: "/cohorts/{id}/report", Feature: Cohorts, Handle: p.showCohortReport},
		{Method: get, Pattern: "/cohorts/{id}/report.pdf", Feature: Cohorts, Handle: p.cohortReportPDF},
		{Method: get, Pattern: "/cohorts/{id}/report.csv", Feature: Cohorts, Handle: p.cohortReportTable},
		{Method: get, Pattern: "/cohorts/{id}/report.xlsx", Feature: Cohorts, Handle: p.cohortReportTable},

		{Method: get, Pattern: "/join/{key}", Who: Respondent, Handle: p.joinCohort},
		{Method: post, Pattern: "/join/{key}", Who: Respondent, Handle: p.takePart},
	}
}
