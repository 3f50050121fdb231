package invitations

import (
	"context"
	"fmt"
	"strings"

	"portico/backend/cohorts"
	"portico/backend/mail"
	"portico/backend/organizations"
	"portico/backend/responses"
	"portico/backend/store"
)

// fault says what is wrong with a person, or "".
func (c *check) fault(ctx context.Context, person *Person, home organizations.Organization) (string, error) {
	for _, text := range []struct{ column, value string }{
		{"Email", person.Email}, {"First name", person.FirstName}, {"Last name", person.LastName}, {"Default Assessor name", person.AssessorName}, {"Default Assessor email", person.AssessorEmail},
	} {
		if strings.HasPrefix(text.value, "=") {
			return text.column + ": This is a formula. Put its value in its place.", nil
		}
	}
	switch {
	case person.Email == "" && (c.request.ByMail || person.FirstName+person.LastName == ""):
		return "Email: Enter the respondent's email address.", nil
	case person.Email != "" && !mail.IsAddress(person.Email):
		return "Email: Use one address such as name@example.com.", nil
	case len([]rune(person.FirstName)) > responses.MaxName:
		return "First name: Use at most 100 characters.", nil
	case len([]rune(person.LastName)) > responses.MaxName:
		return "Last name: Use at most 100 characters.", nil
	case len([]rune(person.AssessorName)) > 2*responses.MaxName:
		return "Default Assessor name: Use at most 200 characters.", nil
	case person.AssessorEmail != "" && !mail.IsAddress(person.AssessorEmail):
		return "Default Assessor email: Use one address such as name@example.com.", nil
	case !home.IsActive():
		return "Organization: This organization is archived.", nil
	}
	if reason := c.roleFault(person); reason != "" {
		return reason, nil
	}
	if c.cohort != nil && !c.request.ByMail && c.cohort.IsHeldBack(person.Role) {
		return cohorts.NoLinkByHand, nil
	}
	return c.classFault(ctx, person, home)
}

func (c *check) roleFault(person *Person) string {
	if c.cohort == nil {
		if person.Role != "" {
			return "Role: Only people in a cohort have a role."
		}
		return ""
	}
	if c.cohort.Type == cohorts.Single {
		return "A cohort of a Single Respondent takes nobody else."
	}
	if person.Role == "" {
		if c.cohort.Type == cohorts.Around {
			return "Role: Say in which role this person answers."
		}
		return ""
	}
	for _, role := range c.cohort.Roles {
		if store.Fold(role) == store.Fold(person.Role) {
			person.Role = role
			return ""
		}
	}
	return fmt.Sprintf("Role: There is no role “%s”. There are %s.", person.Role, strings.Join(c.cohort.Roles, ", "))
}

func (c *check) classFault(ctx context.Context, person *Person, home organizations.Organization) (string, error) {
	if len(person.Classifiers) == 0 {
		return "", nil
	}
	known, asked := c.classes[home.ID]
	if !asked {
		list, err := c.service.Responses.ClassifiersFor(ctx, home)
		if err != nil {
			return "", err
		}
		known = map[string]responses.Classifier{}
		for _, one := range list {
			known[one.NameKey] = one
		}
		c.classes[home.ID] = known
	}
	for name, value := range person.Classifiers {
		classifier, there := known[store.Fold(name)]
		if !there {
			return fmt.Sprintf("%s: This organization has no such classifier.", name), nil
		}
		choice, is := classifier.Choice(value)
		if !is {
			return fmt.Sprintf("%s: “%s” is none of its values.", name, value), nil
		}
		delete(person.Classifiers, name)
		person.Classifiers[classifier.Name] = choice
	}
	return "", nil
}
