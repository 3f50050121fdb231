package responses

import (
	"context"
	"fmt"
	"strings"
	"time"

	"portico/backend/access"
	"portico/backend/store"
)

// Dashboard is how a manager's work stands (MGR-2).
type Dashboard struct {
	Counts   Counts
	Weeks    []CompletedWeek // the last twelve, oldest first
	Scores   []AssessmentScore
	EndsSoon int // open responses whose time is over within a week, at most store.CountLimit + 1
}

// CompletedWeek is how many responses were completed in one week.
type CompletedWeek struct {
	Begins time.Time // Monday, in the site's time zone
	Count  int
}

// AssessmentScore is the mean score of an assessment.
type AssessmentScore struct {
	AssessmentID int64
	Name         string
	Count        int // responses with a score
	Mean         float64
	Lowest       float64
	Highest      float64
}

const (
	dashboardWeeks = 12
	// scoredLately is how many of the newest completed responses the means are
	// of: enough for any mean, and read within a moment at any size.
	scoredLately = 5000
	soon         = 7 * 24 * time.Hour
)

// Dashboard returns how the work within a scope stands. With Hide dashboard it
// is refused; with Hide scores in lists there are no scores. Answers that are
// shown together only count towards no mean.
func (s *Service) Dashboard(ctx context.Context, scope access.Scope, zone *time.Location) (Dashboard, error) {
	var d Dashboard
	if err := refuse(scope, access.HideDashboard, "Your access does not include the dashboard."); err != nil {
		return d, err
	}
	var err error
	if d.Counts, err = s.Count(ctx, scope, Query{}); err != nil {
		return d, err
	}
	if d.Weeks, err = s.completedWeeks(ctx, scope, zone); err != nil {
		return d, err
	}
	if !scope.Is(access.HideScores) {
		if d.Scores, err = s.scores(ctx, scope); err != nil {
			return d, err
		}
	}
	condition, args := scope.ResponsesSQL("r")
	now := s.store.Now()
	err = s.store.Read(ctx).Raw("SELECT COUNT(*) FROM (SELECT 1 FROM responses r INDEXED BY responses_expiry WHERE r.state IN ('invited', 'in_progress') AND r.expires_at > ? AND r.expires_at <= ? AND "+condition+" LIMIT ?)",
		append(append([]any{now, now.Add(soon)}, args...), store.CountLimit+1)...).Scan(&d.EndsSoon).Error
	if err != nil {
		return d, fmt.Errorf("count responses that end soon: %w", err)
	}
	return d, nil
}

func (s *Service) completedWeeks(ctx context.Context, scope access.Scope, zone *time.Location) ([]CompletedWeek, error) {
	now := s.store.Now().In(zone)
	monday := time.Date(now.Year(), now.Month(), now.Day()-(int(now.Weekday())+6)%7, 0, 0, 0, 0, zone)
	condition, args := scope.ResponsesSQL("r")
	weeks := make([]CompletedWeek, dashboardWeeks)
	var parts []string
	var all []any
	for i := range weeks {
		weeks[i].Begins = monday.AddDate(0, 0, -7*(dashboardWeeks-1-i))
		parts = append(parts, fmt.Sprintf("SELECT %d AS week, COUNT(*) AS count FROM (SELECT 1 FROM responses r WHERE r.completed_at >= ? AND r.completed_at < ? AND %s LIMIT ?)", i, condition))
		all = append(append(append(all, store.At(weeks[i].Begins), store.At(weeks[i].Begins.AddDate(0, 0, 7))), args...), store.CountLimit+1)
	}
	var counts []struct{ Week, Count int }
	if err := s.store.Read(ctx).Raw(strings.Join(parts, " UNION ALL "), all...).Scan(&counts).Error; err != nil {
		return nil, fmt.Errorf("count completed responses: %w", err)
	}
	for _, one := range counts {
		weeks[one.Week].Count = one.Count
	}
	return weeks, nil
}

func (s *Service) scores(ctx context.Context, scope access.Scope) ([]AssessmentScore, error) {
	condition, args := scope.ResponsesSQL("r")
	scores := []AssessmentScore{}
	err := s.store.Read(ctx).Raw(`SELECT l.assessment_id, a.name, COUNT(*) AS count, AVG(l.score) AS mean, MIN(l.score) AS lowest, MAX(l.score) AS highest
		FROM (SELECT r.assessment_id, r.score FROM responses r WHERE r.completed_at IS NOT NULL AND r.is_anonymous = 0 AND r.score IS NOT NULL AND `+condition+`
			ORDER BY r.completed_at DESC LIMIT ?) l
		JOIN assessments a ON a.id = l.assessment_id GROUP BY l.assessment_id, a.name ORDER BY a.name`, append(args, scoredLately)...).Scan(&scores).Error
	if err != nil {
		return nil, fmt.Errorf("read scores by assessment: %w", err)
	}
	return scores, nil
}
