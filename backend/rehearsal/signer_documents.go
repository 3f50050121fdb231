package rehearsal

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
)

func signerDocumentsAct() act {
	return act{
		id: "signer_documents", title: titled("The documents of their organization, and no others"),
		about:   "Reads the list of documents as the signer, and tries the addresses of documents that are not theirs: of another organization, and limited to somebody else.",
		reached: needsSignerIn,
		play:    playSignerDocuments,
	}
}

func playSignerDocuments(r *run, ctx context.Context, s *stepper) error {
	p, papers := r.signer, r.papers
	s.as(p.email)
	list, err := p.browser.Get(ctx, "/documents")
	if err != nil {
		return err
	}
	if !s.opens(list, "/documents", "The list of documents does not open for a signer.", mendRoles) {
		return nil
	}
	for _, one := range []paper{papers.agreement, papers.annex, papers.notice} {
		s.check(list.Says(one.Title), "“"+one.Title+"”", "is listed", thereOrNot(list.Says(one.Title)), "A document of the signer's own organization is missing in their list.", mendSigners)
	}
	hidden := []strangePaper{{papers.theirs, "of another organization"}, {papers.letter, "that is limited to somebody else"}}
	if foreign := r.plan.signing.foreign; foreign.ID != 0 {
		hidden = append(hidden, strangePaper{paper{ID: foreign.ID, Title: foreign.Title, Version: 1}, "of another organization"})
	}
	searched, err := p.browser.Get(ctx, "/documents?q=Rehearsed")
	if err != nil {
		return err
	}
	tried := 0
	for _, one := range hidden {
		for _, page := range []*Page{list, searched} {
			there := leadsTo(page, one.at(""))
			s.on(page).check(!there, "“"+one.Title+"” on "+page.URL.RequestURI(), "is not listed", thereOrNot(there), fmt.Sprintf("The signer's list shows a document %s: “%s”.", one.whose, one.Title), mendSigners)
		}
		for _, address := range one.addresses(p) {
			if err := tryStrange(ctx, s, p.browser, address, fmt.Sprintf("The signer gets at a document %s, by %s.", one.whose, pathOf(address.address)), mendSigners); err != nil {
				return err
			}
			tried++
		}
	}
	for _, path := range managersPages() {
		page, err := p.browser.Get(ctx, path)
		if err != nil {
			return err
		}
		s.refused(page, path, fmt.Sprintf("%s opens for somebody who only signs.", path), mendSigners)
	}
	s.show(list)
	s.sum(fmt.Sprintf("3 documents listed; %d addresses of others tried", tried), "their own documents, and the others as if they did not exist", "so it is")
	return nil
}

// strangePaper is a document that is not the signer's.
type strangePaper struct {
	paper
	whose string
}

// addresses are the addresses of the document, each with that of one that does
// not exist.
func (p strangePaper) addresses(signer *partner) []stranger {
	all := []stranger{}
	nobodys := paper{ID: missing}
	for _, page := range []string{"", "/file.pdf", "/sign", "/decline", "/withdraw", "/signed.pdf", "/evidence.json"} {
		all = append(all, stranger{method: http.MethodGet, address: p.at(page), nobodys: nobodys.at(page)})
	}
	for _, one := range []struct {
		page   string
		values url.Values
	}{{"/sign", signingValues(p.paper, "", signer, "")}, {"/decline", url.Values{"reason": {"No"}, "version": {"1"}}}, {"/withdraw", url.Values{"reason": {"No"}}}} {
		all = append(all, stranger{method: http.MethodPost, address: p.at(one.page), nobodys: nobodys.at(one.page), values: one.values, nobodysValues: one.values})
	}
	return all
}

// leadsTo reports whether a page has a link to an address or below it.
func leadsTo(page *Page, path string) bool {
	for _, address := range page.Addresses() {
		if address.Path == path || strings.HasPrefix(address.Path, path+"/") {
			return true
		}
	}
	return false
}
