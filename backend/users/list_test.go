package users_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"portico/backend/access"
	"portico/backend/store"
	"portico/backend/users"
)

// crowd makes users of random names, types, states, organizations and
// assessments, and returns them with what they were given.
func (s *site) crowd(t *testing.T, random *rand.Rand, n int) (all []users.User, given map[int64]users.Input) {
	t.Helper()
	names := []string{"Inger", "Dahl", "Müller", "佐藤", "O'Brien", "Åsa", "von Berg", "Ng", "B_r%", "🏛️"}
	given = map[int64]users.Input{}
	for i := range n {
		input := users.Input{FirstName: names[random.IntN(len(names))], LastName: names[random.IntN(len(names))], Type: users.Individual, Email: fmt.Sprintf("m%d@oslo.example", i)}
		if random.IntN(3) > 0 {
			input.Type, input.AssessmentIDs, input.OrganizationIDs = users.Manager, []int64{int64(1 + random.IntN(3))}, []int64{int64(1 + random.IntN(3))}
		} else if random.IntN(2) == 0 {
			input.Email, input.Login = "", fmt.Sprintf("login%d", i)
		}
		u := s.add(t, input)
		given[u.ID] = input
		err := s.store.Write(t.Context()).Exec("UPDATE users SET created_at = ?, is_suspended = ?, password_hash = ?, locked_until = ? WHERE id = ?",
			random.IntN(10), random.IntN(4) == 0, []string{"", "$hash"}[random.IntN(2)], []any{nil, s.store.Now().Add(time.Hour), store.At(time.UnixMilli(1))}[random.IntN(3)], u.ID).Error
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := s.store.Read(t.Context()).Find(&all).Error; err != nil {
		t.Fatal(err)
	}
	return all, given
}

func TestEveryListOfUsersIsWhatAScanFinds(t *testing.T) {
	random := rand.New(rand.NewPCG(8, 9))
	s := open(t)
	all, given := s.crowd(t, random, 60)
	places := map[int64]string{1: "/1/", 2: "/1/2/", 3: "/3/"}
	pick := func(from ...string) string { return from[random.IntN(len(from))] }
	now := s.store.Now()
	for range 80 {
		scope := everything
		if random.IntN(4) == 0 {
			scope = access.ForManager(1, []access.Place{{ID: 1, Path: "/1/", Level: 1}}, []int64{1}, nil)
		}
		query := users.Query{
			Search: pick("", "", "inger dahl", "dahl", "d", "ng", "müller", "佐", "o'brien", "b_r%", "oslo", "login1", "m1 berg", "nobody"),
			Type:   pick("", "", users.Manager, users.Individual), Status: users.Status(pick("", "", "active", "pending", "suspended", "locked")),
			OrganizationPath: pick("", "", "/1/", "/1/2/", "/3/"), WithBelow: random.IntN(2) == 0, AssessmentID: int64(max(0, random.IntN(6)-2)),
			Sort: pick("", "-name", "created", "-created"), Limit: 1 + random.IntN(50),
		}
		var want []users.User
		search := store.ParseSearch(query.Search).Plain()
		for _, u := range all {
			input := given[u.ID]
			within := func(sees func(path string) bool) bool {
				return slices.ContainsFunc(input.OrganizationIDs, func(id int64) bool { return sees(places[id]) })
			}
			if (search.IsEmpty() || search.Matches(store.Plain(u.NameKey+" "+u.EmailKey+" "+u.LoginKey))) && (query.Type == "" || u.Type == query.Type) &&
				(query.Status == "" || u.Status(now) == query.Status) && (query.AssessmentID == 0 || slices.Contains(input.AssessmentIDs, query.AssessmentID)) &&
				(query.OrganizationPath == "" || within(func(path string) bool {
					return path == query.OrganizationPath || query.WithBelow && strings.HasPrefix(path, query.OrganizationPath)
				})) && (scope.Kind() == access.Administrator || u.Type == users.Manager && within(scope.SeesPath)) {
				want = append(want, u)
			}
		}
		slices.SortFunc(want, func(a, b users.User) int {
			order := cmp.Or(cmp.Compare(a.NameKey, b.NameKey), cmp.Compare(a.ID, b.ID))
			if strings.HasSuffix(query.Sort, "created") {
				order = cmp.Or(cmp.Compare(a.CreatedAt.UnixMilli(), b.CreatedAt.UnixMilli()), cmp.Compare(a.ID, b.ID))
			}
			if strings.HasPrefix(query.Sort, "-") {
				order = -order
			}
			return order
		})
		var got []int64
		count := store.NotCounted
		for {
			page, err := s.List(t.Context(), scope, query)
			if err != nil {
				t.Fatalf("USR-6 %+v: %v", query, err)
			}
			if count == store.NotCounted {
				count = page.Count
			}
			for _, row := range page.Items {
				got = append(got, row.ID)
			}
			if query.After = page.Next; page.Next == "" {
				break
			}
		}
		ids := make([]int64, len(want))
		for i, u := range want {
			ids[i] = u.ID
		}
		if !slices.Equal(got, ids) && len(got)+len(ids) > 0 {
			t.Fatalf("USR-6 %+v: %v, want %v", query, got, ids)
		}
		query.After = ""
		if all, err := s.Matching(t.Context(), scope, query, 1000); err != nil || !slices.Equal(all, got) {
			t.Fatalf("UX all that match, %+v: %v, want %v, %v", query, all, got, err)
		}
		if some, err := s.Matching(t.Context(), scope, query, 3); err != nil || len(some) != min(3, len(got)) {
			t.Fatalf("UX three that match, %+v: %v, %v", query, some, err)
		}
		if counted, err := s.Count(t.Context(), scope, query); err != nil || count != len(ids) || counted != len(ids) {
			t.Fatalf("USR-6 %+v: counts %d and %d of %d, %v", query, count, counted, len(ids), err)
		}
	}
}
