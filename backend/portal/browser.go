package portal

import "strings"

// browserName returns what a person calls a browser and its system, as far as
// its own words (the User-Agent header) tell: "Firefox, Windows".
func browserName(userAgent string) string {
	first := func(candidates [][2]string) string {
		for _, candidate := range candidates {
			if strings.Contains(userAgent, candidate[0]) {
				return candidate[1]
			}
		}
		return ""
	}
	browser := first([][2]string{{"Edg", "Edge"}, {"OPR/", "Opera"}, {"SamsungBrowser", "Samsung Internet"}, {"Firefox/", "Firefox"}, {"FxiOS", "Firefox"}, {"CriOS", "Chrome"}, {"Chrome/", "Chrome"}, {"Safari/", "Safari"}})
	system := first([][2]string{{"Windows", "Windows"}, {"Android", "Android"}, {"iPhone", "iPhone"}, {"iPad", "iPad"}, {"Mac OS", "macOS"}, {"CrOS", "ChromeOS"}, {"Linux", "Linux"}})
	switch {
	case browser != "" && system != "":
		return browser + ", " + system
	case browser+system != "":
		return browser + system
	}
	return cut(userAgent, 40)
}
