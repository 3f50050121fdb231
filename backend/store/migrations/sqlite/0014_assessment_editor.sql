-- +goose Up
-- The text of a draft that is not right yet, as the editor left it. A row in
-- assessment_versions always holds a definition that can be read; what can't
-- be published stays here until it can.
CREATE TABLE assessment_workings (
    assessment_id INTEGER PRIMARY KEY REFERENCES assessments (id) ON DELETE CASCADE,
    text          TEXT    NOT NULL, -- a JSON object of the schema's shape, with mistakes
    problems      INTEGER NOT NULL CHECK (problems > 0),
    updated_at    INTEGER NOT NULL
);

-- What retiring an assessment would touch: its responses that are open.
CREATE INDEX responses_assessment_open ON responses (assessment_id) WHERE state IN ('invited', 'in_progress');
