package portal

import (
	"portico/backend/access"
	"portico/backend/mail"
)

type emailList struct {
	Items    []mail.Message
	Count    string
	Search   string
	NextPage string
	First    string
}

// listEmails shows the mails about the manager's organizations (Emails sent).
func (p *Portal) listEmails(v *visit) error {
	if !v.can(access.HideEmailsSent) {
		return errNotFound
	}
	address := v.R.URL.Query()
	query := mail.Query{Search: cut(v.query("q"), 200), Cursor: v.query("after")}
	found, err := p.Outbox.List(v.ctx(), v.scope(), query)
	if err != nil {
		return err
	}
	data := emailList{Items: found.Items, Count: v.T("emails.count."+plural(found.Count), "n", v.count(found.Count)), Search: query.Search}
	if found.Next != "" {
		data.NextPage = withQuery("/emails", address, "after", found.Next)
	}
	if query.Cursor != "" {
		data.First = withQuery("/emails", address, "after", "")
	}
	return v.ok("emails", page{
		Title: v.T("emails.title"), Lead: v.T("emails.lead"), Section: "emails", Form: &form{Values: address, words: v.words}, Data: data,
	})
}

// showEmail shows one mail. What carries a link or code is for its recipient
// alone; the page says so.
func (p *Portal) showEmail(v *visit) error {
	if !v.can(access.HideEmailsSent) {
		return errNotFound
	}
	content, err := p.Outbox.Read(v.ctx(), v.scope(), v.pathID())
	if err != nil {
		return err
	}
	content.Note = v.words.fault(content.Note)
	title := content.Subject
	if title == "" { // it names somebody whom the access hides
		title = v.T("emails.hidden")
	}
	return v.ok("email", page{Title: title, Section: "emails", Narrow: true, Data: content})
}
