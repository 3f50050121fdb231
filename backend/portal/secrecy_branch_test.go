package portal_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"portico/backend"
	"portico/backend/access"
	"portico/backend/allotments"
	"portico/backend/assessments"
	"portico/backend/cohorts"
	"portico/backend/invitations"
	"portico/backend/organizations"
	"portico/backend/purchases"
	"portico/backend/responses"
	"portico/backend/settings"
	"portico/backend/sitetext"
	"portico/backend/store"
	"portico/backend/testkit"
	"portico/backend/users"
)

// The words that stand in every text field of everything that a branch has.
// Nothing else on the site has them.
const (
	northWord  = "Zanzibarine"
	northTopic = "Pelargonics" // what its assessment is about: whoever has the assessment may read it
	southWord  = "Quokkaforth"
	southTopic = "Trombology"
)

// branch is an organization with a full set of records, each marked with its
// word in every field that takes words.
type branch struct {
	word         string
	topic        string
	size         int // how much it has of what is counted; another one in each branch
	organization organizations.Organization
	assessment   int64 // its own; no other branch has it
	manager      users.User
	scope        access.Scope
	ids          map[string]string // what {id}, {token}, {key} and {kind} stand for, by what they are
}

// shire is a site of two branches under one parent, which has nothing itself:
//
//	Shire ─┬─ North
//	       └─ South
type shire struct {
	village
	parent  organizations.Organization
	north   *branch
	south   *branch
	clients map[string]*http.Client
	scopes  map[string]access.Scope
}

func newShire(t *testing.T) *shire {
	t.Helper()
	s := &shire{village: village{t: t, root: t, site: testkit.OpenRegistration(t, func(c *backend.Config) { c.LimitsOff = true })}, clients: map[string]*http.Client{}, scopes: map[string]access.Scope{}}
	s.address = testkit.Serve(t, s.site.Backend)
	testkit.UseFeatures(t, s.site.Backend, func(g *settings.General) { g.UseCohorts, g.UseAllotments = true, true })
	s.site.SavePortal(t, func(p *settings.Portal) {
		p.AllowSelfManagement, p.AllowUserManagement, p.AllowDrivers, p.AllowClassifiers, p.AllowRoles = true, true, true, true, true
	})
	s.parent = testkit.MustCreateOrganization(t, s.site.Backend, 0, "Shire")
	return s
}

// sharedAssessment is one that every branch has.
func (s *shire) sharedAssessment() int64 { return s.site.Assessments[0] }

// settle makes a branch with size times as much of everything that is counted.
func (s *shire) settle(word, topic string, size int) *branch {
	s.t.Helper()
	ctx := s.t.Context()
	b := &branch{word: word, topic: topic, size: size, ids: map[string]string{}}
	o, err := s.site.Organizations.Create(ctx, organizations.Input{
		Name: word + " Partners", ParentID: s.parent.ID, ResponseAllotment: settings.Purchased, BCCEmail: "bcc@" + word + ".example",
		AssessorName: "Assessor " + word, AssessorEmail: "assessor@" + word + ".example", Website: "https://" + strings.ToLower(word) + ".example", City: word + "by", Notes: "Notes " + word,
	})
	must(s.t, err)
	b.organization = o
	b.assessment = s.publish(topic)
	b.manager = s.hire("manager", b)
	b.scope = s.scopeOf(b.manager)
	s.furnish(b)
	_, err = s.site.Allotments.Create(ctx, allotments.Input{OrganizationID: o.ID, AssessmentID: s.sharedAssessment(), Amount: int64(7000 + 111*size), WarnBelow: int64(size), Reason: "Reason " + word})
	must(s.t, err)
	own, err := s.site.Allotments.Create(ctx, allotments.Input{OrganizationID: o.ID, AssessmentID: b.assessment, Amount: int64(8000 + 111*size), IsShared: true, WarnBelow: 9000, Reason: "Reason " + word})
	must(s.t, err)
	b.ids["allotment"] = text(own.ID)
	for i := range size {
		s.respond(b, i)
	}
	s.assemble(b)
	s.buy(b)
	many, err := s.site.Invitations.Check(ctx, b.scope, invitations.Request{
		OrganizationID: o.ID, AssessmentID: b.assessment, Text: "Robin " + word + " <list@" + word + ".example>\nnobody " + word, ByMail: true,
	})
	must(s.t, err)
	b.ids["many"] = text(many.ID)
	must(s.t, s.site.Responses.SaveView(ctx, b.scope, "View "+word, "state=completed"))
	b.ids["mail"] = s.one("SELECT CAST(MIN(id) AS TEXT) FROM outbox WHERE organization_id = ? AND kind = 'mail_invitation'", o.ID)
	colleague := s.hire("colleague", b)
	b.ids["user"] = text(colleague.ID)
	_, err = s.site.SignIn.SendActivation(ctx, colleague.ID)
	must(s.t, err)
	s.clients[word] = s.signIn(b.manager.Email)
	s.scopes[word] = b.scope
	return b
}

// publish makes an assessment that says its topic wherever it says anything.
func (s *shire) publish(topic string) int64 {
	s.t.Helper()
	samples, err := assessments.Samples()
	must(s.t, err)
	var definition map[string]any
	must(s.t, json.Unmarshal(samples[0].Data, &definition))
	definition["code"], definition["name"] = "CHECK-"+strings.ToUpper(topic), topic+" Check"
	for _, field := range []string{"description", "introduction"} {
		definition[field] = "What " + topic + " asks"
	}
	for _, section := range definition["sections"].([]any) {
		one := section.(map[string]any)
		one["title"] = fmt.Sprint(one["title"], " ", topic)
		for _, question := range one["questions"].([]any) {
			question := question.(map[string]any)
			question["text"] = fmt.Sprint(question["text"], " ", topic)
		}
	}
	for _, driver := range definition["drivers"].([]any) {
		one := driver.(map[string]any)
		one["name"] = fmt.Sprint(one["name"], " ", topic)
	}
	file, err := json.Marshal(definition)
	must(s.t, err)
	imported, err := s.site.Backend.Assessments.Import(s.t.Context(), file)
	must(s.t, err)
	must(s.t, s.site.Backend.Assessments.Publish(s.t.Context(), imported.AssessmentID))
	return imported.AssessmentID
}

// hire makes a manager of a branch.
func (s *shire) hire(local string, b *branch) users.User {
	s.t.Helper()
	return s.employ(local+"@"+b.word+".example", b.word, []int64{b.organization.ID}, []int64{s.sharedAssessment(), b.assessment}, nil)
}

func (s *shire) employ(email, lastName string, organizationIDs, assessmentIDs []int64, restrictions []string) users.User {
	s.t.Helper()
	hash, err := s.site.SignIn.HashNew(s.t.Context(), testkit.Password)
	must(s.t, err)
	u, err := s.site.Users.Register(s.t.Context(), users.Input{
		Email: email, FirstName: "Robin", LastName: lastName, Type: users.Manager, OrganizationIDs: organizationIDs, AssessmentIDs: assessmentIDs, Restrictions: restrictions,
	}, hash)
	must(s.t, err)
	return u
}

func (s *shire) scopeOf(u users.User) access.Scope {
	s.t.Helper()
	scope, _, err := s.site.Users.ScopeOf(s.t.Context(), u.ID)
	must(s.t, err)
	return scope
}

// furnish gives a branch all that Organization Settings holds.
func (s *shire) furnish(b *branch) {
	s.t.Helper()
	ctx, id := s.t.Context(), b.organization.ID
	_, err := s.site.Organizations.UpdateProfile(ctx, b.scope, id, organizations.Profile{
		Website: "https://" + strings.ToLower(b.word) + ".example", AssessorName: "Assessor " + b.word, AssessorEmail: "assessor@" + b.word + ".example",
		BCCEmail: "bcc@" + b.word + ".example", About: "About " + b.word, Privacy: "Privacy of " + b.word,
	})
	must(s.t, err)
	_, err = s.site.Organizations.SaveBranding(ctx, b.scope, id, organizations.BrandingInput{PrimaryColour: fmt.Sprintf("#1234%02x", b.size), AccentColour: fmt.Sprintf("#6543%02x", b.size), Picture: logo(s.t, uint8(b.size))})
	must(s.t, err)
	for _, kind := range sitetext.OwnKinds() {
		must(s.t, s.site.Texts.SaveOwn(ctx, b.scope, b.organization, kind, "", ownWords(kind, b.word)))
	}
	classifier, err := s.site.Responses.SaveClassifier(ctx, b.scope, id, 0, "Region "+b.word, []string{b.word + " hill", b.word + " dale"})
	must(s.t, err)
	role, err := s.site.Responses.SaveParticipantRole(ctx, b.scope, id, 0, "Scout "+b.word)
	must(s.t, err)
	on := true
	must(s.t, s.site.Responses.SetDrivers(ctx, b.scope, id, b.assessment, map[string]*bool{"remote": &on}))
	b.ids["classifier"], b.ids["role"], b.ids["text"] = text(classifier.ID), text(role.ID), string(sitetext.OwnKinds()[0])
	_, err = s.site.Purchases.SavePriceList(ctx, purchases.PriceList{
		Name: "Prices " + b.word, Currency: "EUR", IsActive: true, Organizations: []int64{id}, Bands: []purchases.Band{{FromQuantity: 1, UnitPrice: int64(1000 + 11*b.size)}},
	})
	must(s.t, err)
}

// ownWords is a text with the word, and with every placeholder that it may have.
func ownWords(kind sitetext.Kind, word string) sitetext.Text {
	info, _ := sitetext.Describe(kind)
	made := sitetext.Text{Body: "Text of " + word}
	if info.IsMail {
		made.Subject = "Subject of " + word
	}
	for _, placeholder := range info.Placeholders {
		made.Body += " " + placeholder.Written()
	}
	return made
}

// respond makes one response in each state, all with as many answers as the
// state allows.
func (s *shire) respond(b *branch, round int) {
	s.t.Helper()
	ctx := s.t.Context()
	invite := func(state responses.State, assessment int64) responses.Made {
		s.made++
		made, err := s.site.Responses.Invite(ctx, b.scope, responses.Input{
			OrganizationID: b.organization.ID, AssessmentID: assessment, FirstName: "Robin", LastName: b.word, Email: fmt.Sprintf("%s%d@%s.example", state, s.made, b.word),
			Classifiers: responses.Classes{"Region " + b.word: b.word + " hill"},
		})
		must(s.t, err)
		return made
	}
	both := []int64{b.assessment, s.sharedAssessment()}
	assessment := both[round%2]
	if round == 0 {
		assessment = b.assessment
	}
	open := invite(responses.Invited, assessment)
	s.answer(invite(responses.InProgress, assessment), b.word, 1)
	completed := invite(responses.Completed, assessment)
	s.answer(completed, b.word, 1000)
	cancelled := invite(responses.Cancelled, assessment)
	s.answer(cancelled, b.word, 1)
	_, err := s.site.Responses.Cancel(ctx, b.scope, cancelled.ID)
	must(s.t, err)
	expired := invite(responses.Expired, assessment)
	s.answer(expired, b.word, 1)
	s.exec("UPDATE responses SET expires_at = ? WHERE id = ?", store.At(s.site.Clock.Now().Add(-time.Hour)), expired.ID)
	_, err = s.site.Responses.ExpireDue(ctx)
	must(s.t, err)
	added, err := s.site.Responses.Add(ctx, b.scope, responses.Input{OrganizationID: b.organization.ID, AssessmentID: assessment, FirstName: "Robin", LastName: b.word, Email: fmt.Sprintf("added%d@%s.example", s.made, b.word)})
	must(s.t, err)
	if round == 0 {
		b.ids["open"], b.ids["completed"], b.ids["added"] = text(open.ID), text(completed.ID), text(added.ID)
		b.ids["token"], b.ids["completedToken"] = testkit.TokenOf(open), testkit.TokenOf(completed)
	}
}

// answer answers so many sections; what takes words gets the branch's word.
func (s *shire) answer(made responses.Made, word string, sections int) {
	s.t.Helper()
	ctx, token := s.t.Context(), testkit.TokenOf(made)
	sitting, err := s.site.Responses.Begin(ctx, token)
	must(s.t, err)
	for i, section := range sitting.Sections {
		if i >= sections {
			return
		}
		values := map[string][]string{}
		for _, question := range section.Questions {
			values[question.ID] = []string{testkit.AnswerAt(question, 1)}
			if question.Type == assessments.ShortText || question.Type == assessments.LongText {
				values[question.ID] = []string{"Answer of " + word}
			}
		}
		outcome, err := s.site.Responses.Save(ctx, token, section.ID, values, responses.Next)
		must(s.t, err)
		if len(outcome.Problems) > 0 {
			s.t.Fatalf("answers refused: %v", outcome.Problems)
		}
	}
}

// assemble makes a cohort of each type, with participants and answers.
func (s *shire) assemble(b *branch) {
	s.t.Helper()
	ctx := s.t.Context()
	for _, kind := range cohorts.Types() {
		input := cohorts.Input{OrganizationID: b.organization.ID, AssessmentID: b.assessment, Type: kind, Name: fmt.Sprintf("Cohort %s %s", kind, b.word), ClosesAt: store.At(s.site.Clock.Now().Add(5 * 24 * time.Hour)), Minimum: 1}
		if kind == cohorts.Group {
			input.IsOpen, input.Minimum = true, 2
		}
		if kind.HasSubject() {
			input.SubjectFirstName, input.SubjectLastName, input.SubjectEmail = "Robin", b.word, "subject@"+b.word+".example"
		}
		made, err := s.site.Cohorts.Create(ctx, b.scope, input)
		must(s.t, err)
		b.ids["cohort "+string(kind)] = text(made.ID)
		if kind != cohorts.Group {
			continue
		}
		for i := range 3 + b.size {
			one, err := s.site.Cohorts.Invite(ctx, b.scope, made.ID, cohorts.Participant{
				FirstName: "Robin", LastName: b.word, Email: fmt.Sprintf("crew%d@%s.example", i, b.word), Role: "Scout " + b.word,
				Classifiers: responses.Classes{"Region " + b.word: b.word + []string{" hill", " dale"}[i%2]},
			}, true)
			must(s.t, err)
			if i > 0 {
				s.answer(one, b.word, 1000)
			}
		}
		overview, err := s.site.Cohorts.Overview(ctx, b.scope, made.ID)
		must(s.t, err)
		_, b.ids["key"], _ = strings.Cut(overview.Joining, "/join/")
	}
}

// buy makes an order in each state that a manager can bring about.
func (s *shire) buy(b *branch) {
	s.t.Helper()
	ctx := s.t.Context()
	begin := func() purchases.Order {
		draft, err := s.site.Purchases.Begin(ctx, b.scope, purchases.Input{
			OrganizationID: b.organization.ID, AssessmentID: b.assessment, Quantity: int64(40 + b.size), BuyerName: "Buyer " + b.word, BuyerAddress: b.word + " Street 1", Note: "Note " + b.word,
		})
		must(s.t, err)
		return draft
	}
	b.ids["draft"] = text(begin().ID)
	for range b.size {
		placed, err := s.site.Purchases.Place(ctx, b.scope, begin().ID, purchases.ByInvoice)
		must(s.t, err)
		b.ids["order"] = text(placed.ID)
	}
	paid, err := s.site.Purchases.Place(ctx, b.scope, begin().ID, purchases.ByInvoice)
	must(s.t, err)
	_, err = s.site.Purchases.MarkPaid(ctx, paid.ID)
	must(s.t, err)
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
