package portal

import (
	"net/http"

	"portico/backend/figures"
	"portico/backend/invitations"
)

// managerRoutes are the pages of managers and respondents: assessments,
// responses, mails, Organization Settings, and the way through the questions.
func (p *Portal) managerRoutes() []Route {
	const get, post = http.MethodGet, http.MethodPost
	return []Route{
		{Method: get, Pattern: "/assessments", Handle: p.listAssessments},
		{Method: get, Pattern: "/responses", Handle: p.listResponses},
		{Method: post, Pattern: "/responses", Handle: p.makeResponse},
		{Method: get, Pattern: "/responses/new", Handle: p.newResponse},
		{Method: get, Pattern: "/invitations/new", Handle: p.newMany},
		{Method: post, Pattern: "/invitations", Files: true, Body: invitations.MaxBytes + 1<<20, Handle: p.checkMany},
		{Method: get, Pattern: "/invitations/template", Handle: p.manyTemplate},
		{Method: get, Pattern: "/invitations/{id}", Handle: p.showMany},
		{Method: post, Pattern: "/invitations/{id}/send", Handle: p.sendMany},
		{Method: post, Pattern: "/invitations/{id}/cancel", Handle: p.cancelMany},
		{Method: get, Pattern: "/invitations/{id}/errors", Handle: p.manyErrors},
		{Method: get, Pattern: "/responses/export", Handle: p.exportResponses},
		{Method: post, Pattern: "/responses/views", Handle: p.saveView},
		{Method: post, Pattern: "/responses/views/{id}/delete", Handle: p.deleteView},
		{Method: get, Pattern: "/responses/{id}", Handle: p.showReport},
		{Method: get, Pattern: "/responses/{id}/report.pdf", Handle: p.reportPDF},
		{Method: post, Pattern: "/responses/{id}/remind", Handle: p.remindResponse},
		{Method: get, Pattern: "/responses/{id}/link", Handle: p.showLink},
		{Method: post, Pattern: "/responses/{id}/resend", Handle: p.resendInvitation},
		{Method: get, Pattern: "/responses/{id}/edit", Handle: p.editResponse},
		{Method: post, Pattern: "/responses/{id}/edit", Handle: p.saveResponse},
		{Method: get, Pattern: "/responses/{id}/extend", Handle: p.askExtend},
		{Method: post, Pattern: "/responses/{id}/extend", Handle: p.extendResponse},
		{Method: get, Pattern: "/responses/{id}/cancel", Handle: p.askCancel},
		{Method: post, Pattern: "/responses/{id}/cancel", Handle: p.cancelResponse},
		{Method: get, Pattern: "/responses/{id}/delete", Handle: p.askDelete},
		{Method: post, Pattern: "/responses/{id}/delete", Handle: p.deleteResponse},

		{Method: get, Pattern: "/allotments", Feature: Allotments, Handle: p.listAllotments},
		{Method: get, Pattern: "/allotments/{id}", Feature: Allotments, Handle: p.showAllotment},

		{Method: get, Pattern: "/orders", Feature: Purchases, Handle: p.listOrders},
		{Method: post, Pattern: "/orders", Feature: Purchases, Handle: p.beginOrder},
		{Method: get, Pattern: "/orders/new", Feature: Purchases, Handle: p.newOrder},
		{Method: get, Pattern: "/orders/{id}", Feature: Purchases, Handle: p.showOrder},
		{Method: post, Pattern: "/orders/{id}/place", Feature: Purchases, Handle: p.placeOrder},
		{Method: post, Pattern: "/orders/{id}/pay", Feature: Purchases, Handle: p.payOrder},
		{Method: get, Pattern: "/orders/{id}/cancel", Feature: Purchases, Handle: p.askCancelOrder},
		{Method: post, Pattern: "/orders/{id}/cancel", Feature: Purchases, Handle: p.cancelOrder},
		{Method: get, Pattern: "/orders/{id}/invoice.pdf", Feature: Purchases, Handle: p.invoice},
		{Method: post, Pattern: "/webhooks/stripe", Who: Anyone, Feature: Always, Body: 1 << 20, Handle: p.stripeWebhook},

		{Method: get, Pattern: "/emails", Handle: p.listEmails},
		{Method: get, Pattern: "/emails/{id}", Handle: p.showEmail},

		{Method: get, Pattern: "/organization", Handle: p.showOrganization},
		{Method: get, Pattern: "/organization/profile", Feature: SelfManagement, Handle: p.editProfile},
		{Method: post, Pattern: "/organization/profile", Feature: SelfManagement, Handle: p.saveProfile},
		{Method: get, Pattern: "/organization/profile/branding", Feature: SelfManagement, Handle: p.editBranding},
		{Method: post, Pattern: "/organization/profile/branding", Feature: SelfManagement, Files: true, Body: figures.MaxPictureBytes + 1<<20, Handle: p.saveBranding},
		{Method: get, Pattern: "/organization/profile/texts", Feature: SelfManagement, Handle: p.listTexts},
		{Method: get, Pattern: "/organization/profile/texts/{kind}", Feature: SelfManagement, Handle: p.editText},
		{Method: post, Pattern: "/organization/profile/texts/{kind}", Feature: SelfManagement, Handle: p.saveText},
		{Method: get, Pattern: "/organization/users", Feature: UserManagement, Handle: p.listManagers},
		{Method: get, Pattern: "/organization/users/new", Feature: UserManagement, Handle: p.newManager},
		{Method: post, Pattern: "/organization/users", Feature: UserManagement, Handle: p.inviteManager},
		{Method: get, Pattern: "/organization/users/{id}", Feature: UserManagement, Handle: p.editManager},
		{Method: post, Pattern: "/organization/users/{id}", Feature: UserManagement, Handle: p.saveManager},
		{Method: get, Pattern: "/organization/users/{id}/suspend", Feature: UserManagement, Handle: p.askSuspend},
		{Method: post, Pattern: "/organization/users/{id}/suspend", Feature: UserManagement, Handle: p.suspendManager},
		{Method: post, Pattern: "/organization/users/{id}/restore", Feature: UserManagement, Handle: p.restoreManager},
		{Method: post, Pattern: "/organization/users/{id}/resend", Feature: UserManagement, Handle: p.resendActivation},
		{Method: get, Pattern: "/organization/users/{id}/reset", Feature: UserManagement, Handle: p.askReset},
		{Method: post, Pattern: "/organization/users/{id}/reset", Feature: UserManagement, Handle: p.resetSecondFactor},
		{Method: get, Pattern: "/organization/drivers", Feature: Drivers, Handle: p.listDrivers},
		{Method: post, Pattern: "/organization/drivers", Feature: Drivers, Handle: p.saveDrivers},
		{Method: get, Pattern: "/organization/classifiers", Feature: Classifiers, Handle: p.listClassifiers},
		{Method: post, Pattern: "/organization/classifiers", Feature: Classifiers, Handle: p.saveClassifier},
		{Method: get, Pattern: "/organization/classifiers/{id}", Feature: Classifiers, Handle: p.editClassifier},
		{Method: post, Pattern: "/organization/classifiers/{id}/delete", Feature: Classifiers, Handle: p.deleteClassifier},
		{Method: get, Pattern: "/organization/roles", Feature: Roles, Handle: p.listRoles},
		{Method: post, Pattern: "/organization/roles", Feature: Roles, Handle: p.saveRole},
		{Method: get, Pattern: "/organization/roles/{id}", Feature: Roles, Handle: p.editRole},
		{Method: post, Pattern: "/organization/roles/{id}/delete", Feature: Roles, Handle: p.deleteRole},

		{Method: get, Pattern: "/r/{token}/report.pdf", Who: Respondent, Handle: p.ownReportPDF},
		{Method: get, Pattern: "/r/{token}", Who: Respondent, Handle: p.openSitting},
		{Method: post, Pattern: "/r/{token}", Who: Respondent, Body: 1 << 20, Handle: p.saveSitting},
	}
}
