package samples

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"portico/backend/access"
	"portico/backend/assessments"
	"portico/backend/responses"
)

// respondent is somebody who was invited, and how far they got.
type respondent struct {
	first, last string
	assessment  string
	state       responses.State
	daysAgo     int // when they were invited
	daysLeft    int // below zero: the time is over
}

// respondents returns who was invited, by organization.
func (s *demoSite) respondents() map[string][]respondent {
	const check, pulse, safety, onboarding = "Leadership Check", "Team Pulse", "Workplace Safety Review", "Partner Onboarding Questionnaire"
	return map[string][]respondent{
		managerHome: {
			{"Sunniva", "Lie", check, responses.Completed, 41, 5}, {"Olav", "Berge", check, responses.Completed, 40, 5},
			{"Ragnhild", "Moen", check, responses.Completed, 33, 5}, {"Eirik", "Solheim", pulse, responses.Completed, 30, 9},
			{"Ingrid", "Aas", pulse, responses.Completed, 26, 9}, {"Torstein", "Haugen", pulse, responses.Completed, 21, 9},
			{"Maja", "Nilsen", check, responses.Completed, 12, 18}, {"Jonas", "Vik", onboarding, responses.Completed, 11, 19},
			{"Bo", "Ekström", check, responses.InProgress, 9, 6}, {"Liv", "Strand", check, responses.InProgress, 8, 22},
			{"Håkon", "Fjeld", pulse, responses.InProgress, 6, 24}, {"Astrid", "Brekke", check, responses.Invited, 5, 1},
			{"Nils", "Hagen", check, responses.Invited, 4, 26}, {"Kari", "Lunde", pulse, responses.Invited, 3, 27},
			{"Dana", "Levi", check, responses.Expired, 36, -3}, {"Per", "Gran", pulse, responses.Expired, 45, -14},
			{"Synne", "Dale", check, responses.Cancelled, 20, 10}, {"Erlend", "Foss", onboarding, responses.Invited, 1, 29},
		},
		"Halden Rådgivning Bergen": {
			{"Mathilde", "Knutsen", check, responses.Completed, 19, 11}, {"Aksel", "Rønning", check, responses.InProgress, 7, 23},
			{"Frida", "Øvrebø", pulse, responses.Invited, 2, 28},
		},
		"Kystlaget":                {{"Sindre", "Ness", pulse, responses.Completed, 15, 15}},
		managerWithCodeHome:        {{"Anneliese", "Vogt", check, responses.Completed, 28, 2}, {"Tobias", "Kern", safety, responses.Invited, 3, 27}},
		"Werk Esslingen":           {{"Mehmet", "Yıldız", safety, responses.Completed, 24, 6}, {"Greta", "Huber", safety, responses.InProgress, 5, 25}},
		"Schicht Nord":             {{"Uwe", "Schmied", safety, responses.Expired, 60, -30}},
		"Okafor Leadership Studio": {{"Ngozi", "Eze", check, responses.Completed, 10, 20}, {"Emeka", "Obi", check, responses.Invited, 2, 28}},
		"Mwangi Safety Works":      {{"Otieno", "Ouma", safety, responses.Completed, 18, 12}, {"Achieng", "Odhiambo", safety, responses.InProgress, 4, 26}},
		"みどり研修センター":                {{"陽斗", "佐藤", pulse, responses.Completed, 9, 21}},
		"شركة النخيل للاستشارات":   {{"عمر", "الخطيب", check, responses.Invited, 2, 28}},
		"Sharma & Iyer Associates": {{"Arjun", "Menon", check, responses.Completed, 22, 8}, {"Kavya", "Rao", onboarding, responses.Completed, 14, 16}},
	}
}

// answer invites the respondents, lets them answer as far as they got, and
// moves everything to when it happened.
func (s *demoSite) answer(ctx context.Context, demo *Demo) error {
	seed := 0
	all := s.respondents()
	for _, organization := range slices.Sorted(maps.Keys(all)) {
		for _, one := range all[organization] {
			seed++
			link, err := s.answerOne(ctx, organization, one, seed)
			if err != nil {
				return fmt.Errorf("answer as %s %s: %w", one.first, one.last, err)
			}
			if organization == managerHome && one.first == "Kari" {
				demo.RespondentURL = link
			}
		}
	}
	_, err := s.Responses.ExpireDue(ctx)
	return err
}

func (s *demoSite) answerOne(ctx context.Context, organization string, one respondent, seed int) (link string, err error) {
	home := s.organizations[organization]
	made, err := s.Responses.Invite(ctx, access.ForAdministrator(), responses.Input{
		OrganizationID: home.ID, AssessmentID: s.assessments[one.assessment], FirstName: one.first, LastName: one.last,
		Email: email(one, seed, home.Website),
	})
	if err != nil {
		return "", err
	}
	_, token, _ := strings.Cut(made.Link, "/r/")
	switch one.state {
	case responses.Completed:
		err = s.goThrough(ctx, token, seed, 1000)
	case responses.InProgress:
		err = s.goThrough(ctx, token, seed, 1+seed%2)
	case responses.Cancelled:
		_, err = s.Responses.Cancel(ctx, access.ForAdministrator(), made.ID)
	}
	if err != nil {
		return "", err
	}
	return made.Link, s.age(ctx, made.ID, one)
}

// goThrough answers as many sections as are asked for.
func (s *demoSite) goThrough(ctx context.Context, token string, seed, sections int) error {
	if _, err := s.Responses.Begin(ctx, token); err != nil {
		return err
	}
	for i := 0; i < sections; {
		sitting, err := s.Responses.Sit(ctx, token) // an answer can bring up more
		if err != nil || sitting.State == responses.Completed {
			return err
		}
		section, values := sitting.Sections[min(i, len(sitting.Sections)-1)], map[string][]string{}
		for j, question := range section.Questions {
			if value := plausible(question, seed+3*i+j); value != "" {
				values[question.ID] = strings.Split(value, "\x00")
			}
		}
		outcome, err := s.Responses.Save(ctx, token, section.ID, values, responses.Next)
		if err != nil {
			return err
		}
		for id, problem := range outcome.Problems {
			return fmt.Errorf("question %s: %w", id, problem)
		}
		if outcome.New == "" {
			i++
		}
	}
	return nil
}

// ownWords are answers to questions for which no other text would do.
var ownWords = map[string][]string{
	"exits_blocked": {"The gate at the loading ramp", "The back door of the paint shop, behind pallets", "The gangway between bays 3 and 4"},
	"officer":       {"The head of maintenance", "The shift lead of the early shift"},
}

// plausible returns an answer to a question, the same for the same seed: most
// people answer well, few at the ends. Several choices are joined by a zero
// character.
func plausible(q assessments.Question, seed int) string {
	if own := ownWords[q.ID]; own != nil {
		return own[seed%len(own)]
	}
	off := []int{0, 1, 1, 0, 2, 1, 0, 3}[seed%8] // steps away from the best answer
	switch q.Type {
	case assessments.SingleChoice:
		choices := slices.Clone(q.Choices)
		slices.SortStableFunc(choices, func(a, b assessments.Choice) int { return cmp.Compare(b.Points, a.Points) })
		return choices[min(off, len(choices)-1)].ID
	case assessments.MultipleChoice:
		var chosen []string
		for i, choice := range q.Choices {
			if choice.Points > 0 && i != off || choice.Points == 0 && i%2 == off%2 {
				chosen = append(chosen, choice.ID)
			}
		}
		if len(chosen) == 0 {
			chosen = append(chosen, q.Choices[0].ID)
		}
		return strings.Join(chosen, "\x00")
	case assessments.Scale:
		if q.Reversed {
			return fmt.Sprint(int(*q.Minimum) + off)
		}
		return fmt.Sprint(int(*q.Maximum) - off)
	case assessments.Number:
		return fmt.Sprint(plausibleNumber(q, seed, off))
	case assessments.Date:
		return fmt.Sprintf("2024-%02d-%02d", 1+seed%12, 1+seed%28)
	case assessments.ShortText:
		return []string{"Field service", "Workshop and stores", "Customer care", "Sales, region north"}[seed%4]
	}
	if !q.Required && seed%2 == 0 {
		return ""
	}
	return []string{"Less of everything at once.", "A quiet room would help more than another tool.", "Somebody who decides when two teams want the same week.", "It goes well; keep it so."}[seed/2%4]
}

// plausibleNumber returns a number in the question's range.
func plausibleNumber(q assessments.Question, seed, off int) int {
	low, high := 0, 20
	if q.Minimum != nil {
		low = int(*q.Minimum)
	}
	if q.Maximum != nil {
		high = int(*q.Maximum)
	}
	switch {
	case q.Scored && q.Reversed:
		return low + min(off, high-low)
	case q.Scored:
		return high - (high-low)*off/5
	case low > 1000:
		return 1960 + (seed*7)%60 // a year
	}
	return low + 3 + (seed*5)%min(18, high-low-3)
}

// email returns an address made from a name where it has plain letters.
func email(one respondent, seed int, website string) string {
	plain := strings.NewReplacer("ø", "o", "å", "a", "æ", "ae", "ı", "i", "ß", "ss", " ", "").Replace(strings.ToLower(one.first + "." + one.last))
	plain = strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(plain))
	for _, r := range plain {
		if r > unicode.MaxASCII {
			plain = fmt.Sprintf("respondent%d", seed)
			break
		}
	}
	return plain + "@" + domain(website)
}

func domain(website string) string {
	if _, host, found := strings.Cut(website, "://"); found {
		return host
	}
	return "respondents.example"
}

// age moves a response to when it happened, as only sample data may.
func (s *demoSite) age(ctx context.Context, id int64, one respondent) error {
	const day = 24 * time.Hour
	now := s.Store.Now()
	invited := now.Add(-time.Duration(one.daysAgo)*day - time.Duration(id%7)*time.Hour)
	begun := invited.Add(day + time.Duration(id%5)*time.Hour)
	if begun.After(now.Time) {
		begun = invited.Add(time.Hour)
	}
	completed := begun.Add(time.Duration(10+id%30) * time.Minute)
	db := s.Store.Write(ctx)
	return errors.Join(
		db.Exec(`UPDATE responses SET created_at = ?, sent_at = ?, expires_at = ?,
			started_at = CASE WHEN started_at IS NULL THEN NULL ELSE ? END,
			completed_at = CASE WHEN completed_at IS NULL THEN NULL ELSE ? END WHERE id = ?`,
			invited, invited, now.Add(time.Duration(one.daysLeft)*day), begun, completed, id).Error,
		db.Exec(`UPDATE outbox SET created_at = CASE kind WHEN 'mail_invitation' THEN ? ELSE ? END
			WHERE subject_kind = 'response' AND subject_id = ?`, invited, completed, id).Error,
	)
}
