package pdf

import "github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

// hasSwitchedLayers reports whether layers (ISO 32000-2 §8.11) are hidden, or
// are shown on the screen and on paper differently.
func (r *reading) hasSwitchedLayers() bool {
	properties := r.dict(r.catalog()["OCProperties"])
	configurations := append(types.Array{properties["D"]}, r.array(properties["Configs"])...)
	for _, one := range configurations {
		configuration := r.dict(one)
		base, _ := r.value(configuration, "BaseState").(types.Name)
		if len(r.array(configuration["OFF"])) > 0 || base != "" && base != "ON" || !r.isForView(configuration) {
			return true
		}
	}
	if r.hasUsage(properties) {
		return true
	}
	listed := map[int]bool{}
	for _, layer := range r.array(properties["OCGs"]) {
		if ref, ok := layer.(types.IndirectRef); ok {
			listed[ref.ObjectNumber.Value()] = true
		}
		if !r.isForView(r.dict(layer)) {
			return true
		}
	}
	for number, entry := range r.ctx.Table {
		if entry == nil || entry.Free {
			continue
		}
		d := r.dict(*types.NewIndirectRef(number, 0))
		if kind, _ := r.value(d, "Type").(types.Name); kind == "OCG" && !listed[number] {
			return true
		}
	}
	return false
}

// isSwitched reports whether what belongs to several layers is hidden while
// they are shown.
func (r *reading) isSwitched(membership types.Dict) bool {
	policy, _ := r.value(membership, "P").(types.Name)
	return membership["VE"] != nil || policy != "" && policy != "AllOn" && policy != "AnyOn"
}

// isForView reports whether a layer or a configuration is meant for what is
// looked at, as those without a word of it are.
func (r *reading) isForView(d types.Dict) bool {
	switch intent := r.value(d, "Intent").(type) {
	case nil:
		return true
	case types.Name:
		return intent == "View" || intent == "All"
	case types.Array:
		for _, one := range intent {
			if name, ok := one.(types.Name); ok && (name == "View" || name == "All") {
				return true
			}
		}
	}
	return false
}

// hasUsage reports whether a layer is off for the screen, paper or export, or
// depends on the zoom, the language or the reader.
func (r *reading) hasUsage(properties types.Dict) bool {
	for _, layer := range r.array(properties["OCGs"]) {
		usage := r.dict(r.dict(layer)["Usage"])
		for _, key := range []string{"Zoom", "Language", "User"} {
			if usage[key] != nil {
				return true
			}
		}
		for key, state := range map[string]string{"View": "ViewState", "Print": "PrintState", "Export": "ExportState"} {
			if name, _ := r.value(r.dict(usage[key]), state).(types.Name); name == "OFF" {
				return true
			}
		}
	}
	return false
}
