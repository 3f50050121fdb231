package portal

import (
	"net/http"

	"portico/backend/access"
)

// documentRoutes are the pages of whoever sees contract documents: reading,
// signing, and what was signed. Each hangs on the right that an account role
// gives (SGN-3); to anybody else it is a missing page. The right to sign is left
// to the service: whoever sees a document gets one same answer, whether the
// right, a role or the turn is missing (SEC-42).
func (p *Portal) documentRoutes() []Route {
	const get, post = http.MethodGet, http.MethodPost
	route := func(method, pattern string, right access.Right, handle Handler) Route {
		return Route{Method: method, Pattern: pattern, Who: Person, Right: right, Feature: Contracts, Handle: handle}
	}
	return []Route{
		route(get, "/documents", access.ViewDocuments, p.listDocuments),
		route(get, "/documents/signatures", access.SeeOwnSignatures, p.ownSignatures),
		route(get, "/documents/{id}", access.ViewDocuments, p.showDocument),
		route(get, "/documents/{id}/file.pdf", access.ViewDocuments, p.documentFile),
		route(get, "/documents/{id}/sign", access.ViewDocuments, p.signForm),
		route(post, "/documents/{id}/sign", access.ViewDocuments, p.signDocument),
		route(get, "/documents/{id}/decline", access.ViewDocuments, p.declineForm),
		route(post, "/documents/{id}/decline", access.ViewDocuments, p.declineDocument),
		route(get, "/documents/{id}/withdraw", access.ViewDocuments, p.withdrawForm),
		route(post, "/documents/{id}/withdraw", access.ViewDocuments, p.withdrawSignature),
		route(get, "/documents/{id}/signed.pdf", access.DownloadSigned, p.signedFile),
		route(get, "/documents/{id}/evidence.json", access.DownloadSigned, p.evidenceFile),
	}
}
