-- +goose Up
-- Searches don't ask for the marks of letters: "bruckner" finds "Brückner".
--
-- Beside the key by which a text is sorted and told from others stands its plain
-- form, where that differs: COALESCE(plain_key, …) is what a search looks at and
-- what the index holds. Triggers fill it in from the table of letters, so that it
-- is right whoever writes; store/plain.go says the same in Go, which a test holds.
-- The views take it from inside a query of their own: older parsers can't go one
-- level deeper than the replacements already do.

CREATE TABLE search_letters (
    letter TEXT PRIMARY KEY, -- one character of a folded text
    plain  TEXT NOT NULL     -- what stands for it in a plain one
) WITHOUT ROWID;
INSERT INTO search_letters (letter, plain) VALUES
    ('à', 'a'), ('á', 'a'), ('â', 'a'), ('ã', 'a'), ('ä', 'a'), ('å', 'a'), ('æ', 'ae'), ('ç', 'c'), ('è', 'e'), ('é', 'e'), ('ê', 'e'), ('ë', 'e'),
    ('ì', 'i'), ('í', 'i'), ('î', 'i'), ('ï', 'i'), ('ð', 'd'), ('ñ', 'n'), ('ò', 'o'), ('ó', 'o'), ('ô', 'o'), ('õ', 'o'), ('ö', 'o'), ('ø', 'o'),
    ('ù', 'u'), ('ú', 'u'), ('û', 'u'), ('ü', 'u'), ('ý', 'y'), ('þ', 'th'), ('ÿ', 'y'), ('ā', 'a'), ('ă', 'a'), ('ą', 'a'), ('ć', 'c'), ('ĉ', 'c'),
    ('ċ', 'c'), ('č', 'c'), ('ď', 'd'), ('đ', 'd'), ('ē', 'e'), ('ĕ', 'e'), ('ė', 'e'), ('ę', 'e'), ('ě', 'e'), ('ĝ', 'g'), ('ğ', 'g'), ('ġ', 'g'),
    ('ģ', 'g'), ('ĥ', 'h'), ('ħ', 'h'), ('ĩ', 'i'), ('ī', 'i'), ('ĭ', 'i'), ('į', 'i'), ('ı', 'i'), ('ĵ', 'j'), ('ķ', 'k'), ('ĺ', 'l'), ('ļ', 'l'),
    ('ľ', 'l'), ('ł', 'l'), ('ń', 'n'), ('ņ', 'n'), ('ň', 'n'), ('ŋ', 'n'), ('ō', 'o'), ('ŏ', 'o'), ('ő', 'o'), ('œ', 'oe'), ('ŕ', 'r'), ('ŗ', 'r'),
    ('ř', 'r'), ('ś', 's'), ('ŝ', 's'), ('ş', 's'), ('š', 's'), ('ţ', 't'), ('ť', 't'), ('ŧ', 't'), ('ũ', 'u'), ('ū', 'u'), ('ŭ', 'u'), ('ů', 'u'),
    ('ű', 'u'), ('ų', 'u'), ('ŵ', 'w'), ('ŷ', 'y'), ('ź', 'z'), ('ż', 'z'), ('ž', 'z'), ('ƒ', 'f'), ('ơ', 'o'), ('ư', 'u'), ('ǎ', 'a'), ('ǐ', 'i'),
    ('ǒ', 'o'), ('ǔ', 'u'), ('ǖ', 'u'), ('ǘ', 'u'), ('ǚ', 'u'), ('ǜ', 'u'), ('ǟ', 'a'), ('ǡ', 'a'), ('ǣ', 'ae'), ('ǧ', 'g'), ('ǩ', 'k'), ('ǫ', 'o'),
    ('ǭ', 'o'), ('ǯ', 'ʒ'), ('ǰ', 'j'), ('ǵ', 'g'), ('ǹ', 'n'), ('ǻ', 'a'), ('ǽ', 'ae'), ('ǿ', 'o'), ('ȁ', 'a'), ('ȃ', 'a'), ('ȅ', 'e'), ('ȇ', 'e'),
    ('ȉ', 'i'), ('ȋ', 'i'), ('ȍ', 'o'), ('ȏ', 'o'), ('ȑ', 'r'), ('ȓ', 'r'), ('ȕ', 'u'), ('ȗ', 'u'), ('ș', 's'), ('ț', 't'), ('ȟ', 'h'), ('ȧ', 'a'),
    ('ȩ', 'e'), ('ȫ', 'o'), ('ȭ', 'o'), ('ȯ', 'o'), ('ȱ', 'o'), ('ȳ', 'y'), ('̀', ''), ('́', ''), ('̂', ''), ('̃', ''), ('̄', ''), ('̅', ''),
    ('̆', ''), ('̇', ''), ('̈', ''), ('̉', ''), ('̊', ''), ('̋', ''), ('̌', ''), ('̍', ''), ('̎', ''), ('̏', ''), ('̐', ''), ('̑', ''),
    ('̒', ''), ('̓', ''), ('̔', ''), ('̕', ''), ('̖', ''), ('̗', ''), ('̘', ''), ('̙', ''), ('̚', ''), ('̛', ''), ('̜', ''), ('̝', ''),
    ('̞', ''), ('̟', ''), ('̠', ''), ('̡', ''), ('̢', ''), ('̣', ''), ('̤', ''), ('̥', ''), ('̦', ''), ('̧', ''), ('̨', ''), ('̩', ''),
    ('̪', ''), ('̫', ''), ('̬', ''), ('̭', ''), ('̮', ''), ('̯', ''), ('̰', ''), ('̱', ''), ('̲', ''), ('̳', ''), ('̴', ''), ('̵', ''),
    ('̶', ''), ('̷', ''), ('̸', ''), ('̹', ''), ('̺', ''), ('̻', ''), ('̼', ''), ('̽', ''), ('̾', ''), ('̿', ''), ('̀', ''), ('́', ''),
    ('͂', ''), ('̓', ''), ('̈́', ''), ('ͅ', ''), ('͆', ''), ('͇', ''), ('͈', ''), ('͉', ''), ('͊', ''), ('͋', ''), ('͌', ''), ('͍', ''),
    ('͎', ''), ('͏', ''), ('͐', ''), ('͑', ''), ('͒', ''), ('͓', ''), ('͔', ''), ('͕', ''), ('͖', ''), ('͗', ''), ('͘', ''), ('͙', ''),
    ('͚', ''), ('͛', ''), ('͜', ''), ('͝', ''), ('͞', ''), ('͟', ''), ('͠', ''), ('͡', ''), ('͢', ''), ('ͣ', ''), ('ͤ', ''), ('ͥ', ''),
    ('ͦ', ''), ('ͧ', ''), ('ͨ', ''), ('ͩ', ''), ('ͪ', ''), ('ͫ', ''), ('ͬ', ''), ('ͭ', ''), ('ͮ', ''), ('ͯ', ''), ('ΐ', 'ι'), ('ά', 'α'),
    ('έ', 'ε'), ('ή', 'η'), ('ί', 'ι'), ('ΰ', 'υ'), ('ϊ', 'ι'), ('ϋ', 'υ'), ('ό', 'ο'), ('ύ', 'υ'), ('ώ', 'ω'), ('й', 'и'), ('ѐ', 'е'), ('ё', 'е'),
    ('ѓ', 'г'), ('ї', 'і'), ('ќ', 'к'), ('ѝ', 'и'), ('ў', 'у'), ('ѷ', 'ѵ'), ('ӂ', 'ж'), ('ӑ', 'а'), ('ӓ', 'а'), ('ӗ', 'е'), ('ӛ', 'ә'), ('ӝ', 'ж'),
    ('ӟ', 'з'), ('ӣ', 'и'), ('ӥ', 'и'), ('ӧ', 'о'), ('ӫ', 'ө'), ('ӭ', 'э'), ('ӯ', 'у'), ('ӱ', 'у'), ('ӳ', 'у'), ('ӵ', 'ч'), ('ӹ', 'ы'), ('ḁ', 'a'),
    ('ḃ', 'b'), ('ḅ', 'b'), ('ḇ', 'b'), ('ḉ', 'c'), ('ḋ', 'd'), ('ḍ', 'd'), ('ḏ', 'd'), ('ḑ', 'd'), ('ḓ', 'd'), ('ḕ', 'e'), ('ḗ', 'e'), ('ḙ', 'e'),
    ('ḛ', 'e'), ('ḝ', 'e'), ('ḟ', 'f'), ('ḡ', 'g'), ('ḣ', 'h'), ('ḥ', 'h'), ('ḧ', 'h'), ('ḩ', 'h'), ('ḫ', 'h'), ('ḭ', 'i'), ('ḯ', 'i'), ('ḱ', 'k'),
    ('ḳ', 'k'), ('ḵ', 'k'), ('ḷ', 'l'), ('ḹ', 'l'), ('ḻ', 'l'), ('ḽ', 'l'), ('ḿ', 'm'), ('ṁ', 'm'), ('ṃ', 'm'), ('ṅ', 'n'), ('ṇ', 'n'), ('ṉ', 'n'),
    ('ṋ', 'n'), ('ṍ', 'o'), ('ṏ', 'o'), ('ṑ', 'o'), ('ṓ', 'o'), ('ṕ', 'p'), ('ṗ', 'p'), ('ṙ', 'r'), ('ṛ', 'r'), ('ṝ', 'r'), ('ṟ', 'r'), ('ṡ', 's'),
    ('ṣ', 's'), ('ṥ', 's'), ('ṧ', 's'), ('ṩ', 's'), ('ṫ', 't'), ('ṭ', 't'), ('ṯ', 't'), ('ṱ', 't'), ('ṳ', 'u'), ('ṵ', 'u'), ('ṷ', 'u'), ('ṹ', 'u'),
    ('ṻ', 'u'), ('ṽ', 'v'), ('ṿ', 'v'), ('ẁ', 'w'), ('ẃ', 'w'), ('ẅ', 'w'), ('ẇ', 'w'), ('ẉ', 'w'), ('ẋ', 'x'), ('ẍ', 'x'), ('ẏ', 'y'), ('ẑ', 'z'),
    ('ẓ', 'z'), ('ẕ', 'z'), ('ẖ', 'h'), ('ẗ', 't'), ('ẘ', 'w'), ('ẙ', 'y'), ('ạ', 'a'), ('ả', 'a'), ('ấ', 'a'), ('ầ', 'a'), ('ẩ', 'a'), ('ẫ', 'a'),
    ('ậ', 'a'), ('ắ', 'a'), ('ằ', 'a'), ('ẳ', 'a'), ('ẵ', 'a'), ('ặ', 'a'), ('ẹ', 'e'), ('ẻ', 'e'), ('ẽ', 'e'), ('ế', 'e'), ('ề', 'e'), ('ể', 'e'),
    ('ễ', 'e'), ('ệ', 'e'), ('ỉ', 'i'), ('ị', 'i'), ('ọ', 'o'), ('ỏ', 'o'), ('ố', 'o'), ('ồ', 'o'), ('ổ', 'o'), ('ỗ', 'o'), ('ộ', 'o'), ('ớ', 'o'),
    ('ờ', 'o'), ('ở', 'o'), ('ỡ', 'o'), ('ợ', 'o'), ('ụ', 'u'), ('ủ', 'u'), ('ứ', 'u'), ('ừ', 'u'), ('ử', 'u'), ('ữ', 'u'), ('ự', 'u'), ('ỳ', 'y'),
    ('ỵ', 'y'), ('ỷ', 'y'), ('ỹ', 'y'), ('ἀ', 'α'), ('ἁ', 'α'), ('ἂ', 'α'), ('ἃ', 'α'), ('ἄ', 'α'), ('ἅ', 'α'), ('ἆ', 'α'), ('ἇ', 'α'), ('ἐ', 'ε'),
    ('ἑ', 'ε'), ('ἒ', 'ε'), ('ἓ', 'ε'), ('ἔ', 'ε'), ('ἕ', 'ε'), ('ἠ', 'η'), ('ἡ', 'η'), ('ἢ', 'η'), ('ἣ', 'η'), ('ἤ', 'η'), ('ἥ', 'η'), ('ἦ', 'η'),
    ('ἧ', 'η'), ('ἰ', 'ι'), ('ἱ', 'ι'), ('ἲ', 'ι'), ('ἳ', 'ι'), ('ἴ', 'ι'), ('ἵ', 'ι'), ('ἶ', 'ι'), ('ἷ', 'ι'), ('ὀ', 'ο'), ('ὁ', 'ο'), ('ὂ', 'ο'),
    ('ὃ', 'ο'), ('ὄ', 'ο'), ('ὅ', 'ο'), ('ὐ', 'υ'), ('ὑ', 'υ'), ('ὒ', 'υ'), ('ὓ', 'υ'), ('ὔ', 'υ'), ('ὕ', 'υ'), ('ὖ', 'υ'), ('ὗ', 'υ'), ('ὠ', 'ω'),
    ('ὡ', 'ω'), ('ὢ', 'ω'), ('ὣ', 'ω'), ('ὤ', 'ω'), ('ὥ', 'ω'), ('ὦ', 'ω'), ('ὧ', 'ω'), ('ὰ', 'α'), ('ὲ', 'ε'), ('ὴ', 'η'), ('ὶ', 'ι'), ('ὸ', 'ο'),
    ('ὺ', 'υ'), ('ὼ', 'ω'), ('ᾰ', 'α'), ('ᾱ', 'α'), ('ᾶ', 'α'), ('ῆ', 'η'), ('ῐ', 'ι'), ('ῑ', 'ι'), ('ῒ', 'ι'), ('ῖ', 'ι'), ('ῗ', 'ι'), ('ῠ', 'υ'),
    ('ῡ', 'υ'), ('ῢ', 'υ'), ('ῤ', 'ρ'), ('ῥ', 'ρ'), ('ῦ', 'υ'), ('ῧ', 'υ'), ('ῶ', 'ω');

-- organizations
ALTER TABLE organizations ADD COLUMN plain_key TEXT; -- NULL where it is name_key itself
DROP TRIGGER organizations_search_insert;
DROP TRIGGER organizations_search_after_update;
UPDATE organizations SET plain_key = NULLIF((WITH RECURSIVE place (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM place WHERE i < length(organizations.name_key))
        SELECT group_concat(COALESCE(l.plain, substr(organizations.name_key, place.i, 1)), '') FROM place LEFT JOIN search_letters l ON l.letter = substr(organizations.name_key, place.i, 1)), name_key)
    WHERE name_key GLOB '*[^ -~]*';
DROP VIEW organizations_searched;
CREATE VIEW organizations_searched (id, words) AS SELECT id, '  ' || replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(text, ' ', '  '), '-', '-  '), '(', '(  '), '[', '[  '), '{', '{  '), '/', '/  '), '\', '\  '), '.', '.  '), ',', ',  '), ':', ':  '), ';', ';  '), '''', '''  '), '"', '"  '), '&', '&  '), '+', '+  '), '_', '_  '), '@', '@  '), '#', '#  '), '–', '–  '), '—', '—  '), '’', '’  '), '‘', '‘  '), '“', '“  '), '„', '„  '), '«', '«  '), '·', '·  '), '・', '・  ') FROM (SELECT id, COALESCE(plain_key, name_key) AS text FROM organizations);
INSERT INTO organizations_search (organizations_search) VALUES ('rebuild');
-- +goose StatementBegin
CREATE TRIGGER organizations_search_insert AFTER INSERT ON organizations BEGIN
    UPDATE organizations SET plain_key = NULLIF((WITH RECURSIVE place (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM place WHERE i < length(new.name_key))
        SELECT group_concat(COALESCE(l.plain, substr(new.name_key, place.i, 1)), '') FROM place LEFT JOIN search_letters l ON l.letter = substr(new.name_key, place.i, 1)), new.name_key)
        WHERE id = new.id AND new.name_key GLOB '*[^ -~]*';
    INSERT INTO organizations_search (rowid, words) SELECT id, words FROM organizations_searched WHERE id = new.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER organizations_search_after_update AFTER UPDATE OF name_key ON organizations WHEN old.name_key IS NOT new.name_key BEGIN
    UPDATE organizations SET plain_key = NULL WHERE id = new.id AND plain_key IS NOT NULL;
    UPDATE organizations SET plain_key = NULLIF((WITH RECURSIVE place (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM place WHERE i < length(new.name_key))
        SELECT group_concat(COALESCE(l.plain, substr(new.name_key, place.i, 1)), '') FROM place LEFT JOIN search_letters l ON l.letter = substr(new.name_key, place.i, 1)), new.name_key)
        WHERE id = new.id AND new.name_key GLOB '*[^ -~]*';
    INSERT INTO organizations_search (rowid, words) SELECT id, words FROM organizations_searched WHERE id = new.id;
END;
-- +goose StatementEnd

-- users
ALTER TABLE users ADD COLUMN plain_key TEXT; -- NULL where it is search_key itself
DROP TRIGGER users_search_insert;
DROP TRIGGER users_search_after_update;
UPDATE users SET plain_key = NULLIF((WITH RECURSIVE place (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM place WHERE i < length(users.search_key))
        SELECT group_concat(COALESCE(l.plain, substr(users.search_key, place.i, 1)), '') FROM place LEFT JOIN search_letters l ON l.letter = substr(users.search_key, place.i, 1)), search_key)
    WHERE search_key GLOB '*[^ -~]*';
DROP VIEW users_searched;
CREATE VIEW users_searched (id, words) AS SELECT id, '  ' || replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(text, ' ', '  '), '-', '-  '), '(', '(  '), '[', '[  '), '{', '{  '), '/', '/  '), '\', '\  '), '.', '.  '), ',', ',  '), ':', ':  '), ';', ';  '), '''', '''  '), '"', '"  '), '&', '&  '), '+', '+  '), '_', '_  '), '@', '@  '), '#', '#  '), '–', '–  '), '—', '—  '), '’', '’  '), '‘', '‘  '), '“', '“  '), '„', '„  '), '«', '«  '), '·', '·  '), '・', '・  ') FROM (SELECT id, COALESCE(plain_key, search_key) AS text FROM users);
INSERT INTO users_search (users_search) VALUES ('rebuild');
-- +goose StatementBegin
CREATE TRIGGER users_search_insert AFTER INSERT ON users BEGIN
    UPDATE users SET plain_key = NULLIF((WITH RECURSIVE place (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM place WHERE i < length(new.search_key))
        SELECT group_concat(COALESCE(l.plain, substr(new.search_key, place.i, 1)), '') FROM place LEFT JOIN search_letters l ON l.letter = substr(new.search_key, place.i, 1)), new.search_key)
        WHERE id = new.id AND new.search_key GLOB '*[^ -~]*';
    INSERT INTO users_search (rowid, words) SELECT id, words FROM users_searched WHERE id = new.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER users_search_after_update AFTER UPDATE OF name_key, email_key, login_key ON users WHEN old.name_key IS NOT new.name_key OR old.email_key IS NOT new.email_key OR old.login_key IS NOT new.login_key BEGIN
    UPDATE users SET plain_key = NULL WHERE id = new.id AND plain_key IS NOT NULL;
    UPDATE users SET plain_key = NULLIF((WITH RECURSIVE place (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM place WHERE i < length(new.search_key))
        SELECT group_concat(COALESCE(l.plain, substr(new.search_key, place.i, 1)), '') FROM place LEFT JOIN search_letters l ON l.letter = substr(new.search_key, place.i, 1)), new.search_key)
        WHERE id = new.id AND new.search_key GLOB '*[^ -~]*';
    INSERT INTO users_search (rowid, words) SELECT id, words FROM users_searched WHERE id = new.id;
END;
-- +goose StatementEnd

-- responses
ALTER TABLE responses ADD COLUMN plain_key TEXT; -- NULL where it is search_key itself
DROP TRIGGER responses_search_insert;
DROP TRIGGER responses_search_after_update;
UPDATE responses SET plain_key = NULLIF((WITH RECURSIVE place (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM place WHERE i < length(responses.search_key))
        SELECT group_concat(COALESCE(l.plain, substr(responses.search_key, place.i, 1)), '') FROM place LEFT JOIN search_letters l ON l.letter = substr(responses.search_key, place.i, 1)), search_key)
    WHERE search_key GLOB '*[^ -~]*';
DROP VIEW responses_searched;
CREATE VIEW responses_searched (id, words) AS SELECT id, '  ' || replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(text, ' ', '  '), '-', '-  '), '(', '(  '), '[', '[  '), '{', '{  '), '/', '/  '), '\', '\  '), '.', '.  '), ',', ',  '), ':', ':  '), ';', ';  '), '''', '''  '), '"', '"  '), '&', '&  '), '+', '+  '), '_', '_  '), '@', '@  '), '#', '#  '), '–', '–  '), '—', '—  '), '’', '’  '), '‘', '‘  '), '“', '“  '), '„', '„  '), '«', '«  '), '·', '·  '), '・', '・  ') FROM (SELECT id, COALESCE(plain_key, search_key) AS text FROM responses);
INSERT INTO responses_search (responses_search) VALUES ('rebuild');
-- +goose StatementBegin
CREATE TRIGGER responses_search_insert AFTER INSERT ON responses BEGIN
    UPDATE responses SET plain_key = NULLIF((WITH RECURSIVE place (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM place WHERE i < length(new.search_key))
        SELECT group_concat(COALESCE(l.plain, substr(new.search_key, place.i, 1)), '') FROM place LEFT JOIN search_letters l ON l.letter = substr(new.search_key, place.i, 1)), new.search_key)
        WHERE id = new.id AND new.search_key GLOB '*[^ -~]*';
    INSERT INTO responses_search (rowid, words) SELECT id, words FROM responses_searched WHERE id = new.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER responses_search_after_update AFTER UPDATE OF search_key ON responses WHEN old.search_key IS NOT new.search_key BEGIN
    UPDATE responses SET plain_key = NULL WHERE id = new.id AND plain_key IS NOT NULL;
    UPDATE responses SET plain_key = NULLIF((WITH RECURSIVE place (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM place WHERE i < length(new.search_key))
        SELECT group_concat(COALESCE(l.plain, substr(new.search_key, place.i, 1)), '') FROM place LEFT JOIN search_letters l ON l.letter = substr(new.search_key, place.i, 1)), new.search_key)
        WHERE id = new.id AND new.search_key GLOB '*[^ -~]*';
    INSERT INTO responses_search (rowid, words) SELECT id, words FROM responses_searched WHERE id = new.id;
END;
-- +goose StatementEnd

-- registrations
ALTER TABLE registrations ADD COLUMN plain_key TEXT; -- NULL where it is search_key itself
DROP TRIGGER registrations_search_insert;
DROP TRIGGER registrations_search_after_update;
UPDATE registrations SET plain_key = NULLIF((WITH RECURSIVE place (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM place WHERE i < length(registrations.search_key))
        SELECT group_concat(COALESCE(l.plain, substr(registrations.search_key, place.i, 1)), '') FROM place LEFT JOIN search_letters l ON l.letter = substr(registrations.search_key, place.i, 1)), search_key)
    WHERE search_key GLOB '*[^ -~]*';
DROP VIEW registrations_searched;
CREATE VIEW registrations_searched (id, words) AS SELECT id, '  ' || replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(text, ' ', '  '), '-', '-  '), '(', '(  '), '[', '[  '), '{', '{  '), '/', '/  '), '\', '\  '), '.', '.  '), ',', ',  '), ':', ':  '), ';', ';  '), '''', '''  '), '"', '"  '), '&', '&  '), '+', '+  '), '_', '_  '), '@', '@  '), '#', '#  '), '–', '–  '), '—', '—  '), '’', '’  '), '‘', '‘  '), '“', '“  '), '„', '„  '), '«', '«  '), '·', '·  '), '・', '・  ') FROM (SELECT id, COALESCE(plain_key, search_key) AS text FROM registrations);
INSERT INTO registrations_search (registrations_search) VALUES ('rebuild');
-- +goose StatementBegin
CREATE TRIGGER registrations_search_insert AFTER INSERT ON registrations BEGIN
    UPDATE registrations SET plain_key = NULLIF((WITH RECURSIVE place (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM place WHERE i < length(new.search_key))
        SELECT group_concat(COALESCE(l.plain, substr(new.search_key, place.i, 1)), '') FROM place LEFT JOIN search_letters l ON l.letter = substr(new.search_key, place.i, 1)), new.search_key)
        WHERE id = new.id AND new.search_key GLOB '*[^ -~]*';
    INSERT INTO registrations_search (rowid, words) SELECT id, words FROM registrations_searched WHERE id = new.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER registrations_search_after_update AFTER UPDATE OF search_key ON registrations WHEN old.search_key IS NOT new.search_key BEGIN
    UPDATE registrations SET plain_key = NULL WHERE id = new.id AND plain_key IS NOT NULL;
    UPDATE registrations SET plain_key = NULLIF((WITH RECURSIVE place (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM place WHERE i < length(new.search_key))
        SELECT group_concat(COALESCE(l.plain, substr(new.search_key, place.i, 1)), '') FROM place LEFT JOIN search_letters l ON l.letter = substr(new.search_key, place.i, 1)), new.search_key)
        WHERE id = new.id AND new.search_key GLOB '*[^ -~]*';
    INSERT INTO registrations_search (rowid, words) SELECT id, words FROM registrations_searched WHERE id = new.id;
END;
-- +goose StatementEnd

-- outbox
ALTER TABLE outbox ADD COLUMN plain_key TEXT; -- NULL where it is search_key itself
DROP TRIGGER outbox_search_insert;
DROP TRIGGER outbox_search_after_update;
UPDATE outbox SET plain_key = NULLIF((WITH RECURSIVE place (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM place WHERE i < length(outbox.search_key))
        SELECT group_concat(COALESCE(l.plain, substr(outbox.search_key, place.i, 1)), '') FROM place LEFT JOIN search_letters l ON l.letter = substr(outbox.search_key, place.i, 1)), search_key)
    WHERE search_key GLOB '*[^ -~]*';
DROP VIEW outbox_searched;
CREATE VIEW outbox_searched (id, words) AS SELECT id, '  ' || replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(text, ' ', '  '), '-', '-  '), '(', '(  '), '[', '[  '), '{', '{  '), '/', '/  '), '\', '\  '), '.', '.  '), ',', ',  '), ':', ':  '), ';', ';  '), '''', '''  '), '"', '"  '), '&', '&  '), '+', '+  '), '_', '_  '), '@', '@  '), '#', '#  '), '–', '–  '), '—', '—  '), '’', '’  '), '‘', '‘  '), '“', '“  '), '„', '„  '), '«', '«  '), '·', '·  '), '・', '・  ') FROM (SELECT id, COALESCE(plain_key, search_key) AS text FROM outbox);
INSERT INTO outbox_search (outbox_search) VALUES ('rebuild');
-- +goose StatementBegin
CREATE TRIGGER outbox_search_insert AFTER INSERT ON outbox BEGIN
    UPDATE outbox SET plain_key = NULLIF((WITH RECURSIVE place (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM place WHERE i < length(new.search_key))
        SELECT group_concat(COALESCE(l.plain, substr(new.search_key, place.i, 1)), '') FROM place LEFT JOIN search_letters l ON l.letter = substr(new.search_key, place.i, 1)), new.search_key)
        WHERE id = new.id AND new.search_key GLOB '*[^ -~]*';
    INSERT INTO outbox_search (rowid, words) SELECT id, words FROM outbox_searched WHERE id = new.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER outbox_search_after_update AFTER UPDATE OF search_key ON outbox WHEN old.search_key IS NOT new.search_key BEGIN
    UPDATE outbox SET plain_key = NULL WHERE id = new.id AND plain_key IS NOT NULL;
    UPDATE outbox SET plain_key = NULLIF((WITH RECURSIVE place (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM place WHERE i < length(new.search_key))
        SELECT group_concat(COALESCE(l.plain, substr(new.search_key, place.i, 1)), '') FROM place LEFT JOIN search_letters l ON l.letter = substr(new.search_key, place.i, 1)), new.search_key)
        WHERE id = new.id AND new.search_key GLOB '*[^ -~]*';
    INSERT INTO outbox_search (rowid, words) SELECT id, words FROM outbox_searched WHERE id = new.id;
END;
-- +goose StatementEnd

-- A walk along the names looks at the plain form too, and must find it in the index.
DROP INDEX organizations_name;
CREATE INDEX organizations_name ON organizations (name_key, id, status, level, response_allotment, plain_key);
DROP INDEX organizations_kind_name;
CREATE INDEX organizations_kind_name ON organizations (status, level, response_allotment, name_key, id, plain_key);

-- The list of registrations by organization: the searched text begins with its name.
CREATE INDEX registrations_searched_text ON registrations (search_key, id);
