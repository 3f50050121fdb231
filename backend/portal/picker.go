package portal

import (
	"strconv"

	"portico/backend/organizations"
)

// pickLimit is how many organizations a select offers; beyond it one searches.
const pickLimit = 200

// picker is a choice of an organization within somebody's scope.
type picker struct {
	Options []option
	Search  string
	TooMany bool // there are more than Options; the person searches
	Only    int64
}

// organizations returns the organizations that whoever asks may choose, by
// name. search narrows it down where there are more than a select can hold.
func (v *visit) organizations(search string) (picker, error) {
	page, err := v.portal.Organizations.List(v.ctx(), v.scope(), organizations.Query{Status: organizations.Active, Search: search, Limit: pickLimit})
	if err != nil {
		return picker{}, err
	}
	pick := picker{Search: search, TooMany: page.Next != "" || search != ""}
	for _, row := range page.Items {
		label := row.Name
		if row.ParentName != "" {
			label += " (" + row.ParentName + ")"
		}
		pick.Options = append(pick.Options, option{Value: strconv.FormatInt(row.ID, 10), Label: label})
	}
	if len(page.Items) == 1 && !pick.TooMany {
		pick.Only = page.Items[0].ID
	}
	return pick, nil
}
