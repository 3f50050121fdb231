package testkit

import (
	"fmt"
	"math/rand/v2"
)

// random is the same each time, so that two runs measure the same data.
func random() *rand.Rand { return rand.New(rand.NewPCG(2026, 11)) }

var places = []string{
	"Oslo", "Bergen", "Stockholm", "Göteborg", "Malmö", "København", "Århus", "Helsinki", "Tampere", "Reykjavík", "Berlin", "München", "Köln", "Düsseldorf",
	"Wien", "Zürich", "Genève", "Paris", "Lyon", "Toulouse", "Madrid", "Sevilla", "Lisboa", "Porto", "Milano", "Torino", "Roma", "Athína", "Warszawa", "Kraków",
	"Łódź", "Praha", "Brno", "Budapest", "Beograd", "Sofia", "București", "İstanbul", "Ankara", "London", "Manchester", "Edinburgh", "Dublin", "New York",
	"Boston", "Chicago", "San Francisco", "Toronto", "Montréal", "México", "Bogotá", "São Paulo", "Santiago", "Buenos Aires", "Cape Town", "Nairobi", "Lagos",
	"Cairo", "Delhi", "Mumbai", "Chennai", "Bangkok", "Hà Nội", "Jakarta", "Manila", "東京", "大阪", "京都", "서울", "北京", "上海", "Sydney", "Melbourne", "Auckland",
}

var fields = []string{
	"Technology", "Medicine", "Agriculture", "Economics", "Law", "Physics", "Chemistry", "Biology", "Mathematics", "Education", "Public Health", "Engineering",
	"Art and Design", "Music", "Marine Research", "Nuclear Energy", "Astronomy", "Computer Science", "Social Research", "Forestry", "Materials", "Neuroscience",
}

var patterns = []string{ // about a quarter have "univers"
	"University of %[1]s", "%[1]s University of %[2]s", "Universität %[1]s für %[2]s", "Université de %[1]s", "Universidad %[1]s",
	"%[1]s Institute of %[2]s", "Institute for %[2]s (%[1]s)", "Ministry of %[2]s, %[1]s", "%[1]s Hospital", "%[1]s Foundation for %[2]s", "Centre for %[2]s %[1]s",
	"%[3]s %[2]s GmbH", "%[3]s & Partners AB", "%[3]s Ltd", "Groupe %[3]s (%[1]s)", "%[1]s大学", "%[1]s Academy of %[2]s", "%[3]s-%[1]s A/S", "Museum of %[2]s, %[1]s", "%[3]s Consulting",
}

var units = []string{"Department of %[2]s", "%[2]s Division", "Faculty of %[2]s", "Office %[1]s", "%[1]s Campus", "Laboratory for %[2]s", "%[3]s Centre"}

var surnames = []string{
	"Dahl", "Berg", "Hansen", "Johansson", "Lindqvist", "Virtanen", "Müller", "Weiß", "Schäfer", "García", "Fernández", "Rossi", "Moreau", "Dubois", "Novák",
	"Kowalski", "Nagy", "Petrović", "Papadopoulos", "Yılmaz", "Smith", "Jones", "O'Brien", "MacLeod", "Nguyễn", "Tanaka", "佐藤", "Kim", "Wang", "Singh", "Okafor",
}

var firstNames = []string{
	"Inger", "Mona", "Lars", "Åsa", "Jürgen", "Chloé", "José", "Giulia", "Zoë", "Ivan", "Katarzyna", "Ayşe", "Emma", "Noah", "Siân", "Linh", "Yuki", "Priya", "Chidi", "Ana",
}

// makeSeeds makes organizations up, in the proportions of a real register: 76
// in a hundred at the top, 16 at level 2, then 5, 2 and 1.
func makeSeeds(n int) []seed {
	chance := random()
	pick := func(from []string) string { return from[chance.IntN(len(from))] }
	shares := []float64{0.764, 0.162, 0.054, 0.015, 0.005}
	seeds := make([]seed, 0, n)
	from, to := 0, 0 // the level above
	for level, share := range shares {
		begin := len(seeds)
		for range max(1, int(float64(n)*share+0.5)) {
			place := pick(places)
			if level == 0 {
				name := fmt.Sprintf(pick(patterns)+"%[4]s", place, pick(fields), pick(surnames), "")
				seeds = append(seeds, seed{name: name, city: place, parent: -1})
				continue
			}
			parent := from + chance.IntN(to-from)
			seeds[parent].isParent = true
			seeds = append(seeds, seed{name: fmt.Sprintf(pick(units)+"%[4]s", place, pick(fields), pick(surnames), ""), city: place, parent: parent})
		}
		from, to = begin, len(seeds)
	}
	return seeds
}
