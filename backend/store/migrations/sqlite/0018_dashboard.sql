-- +goose Up
-- What a manager's first page counts: completed responses by when.
CREATE INDEX responses_organization_completed ON responses (organization_id, completed_at, assessment_id, is_anonymous, score) WHERE completed_at IS NOT NULL;
CREATE INDEX responses_level1_completed ON responses (level1_id, completed_at, assessment_id, is_anonymous, score) WHERE completed_at IS NOT NULL;
CREATE INDEX responses_level2_completed ON responses (level2_id, completed_at, assessment_id, is_anonymous, score) WHERE completed_at IS NOT NULL;
CREATE INDEX responses_level3_completed ON responses (level3_id, completed_at, assessment_id, is_anonymous, score) WHERE completed_at IS NOT NULL;
CREATE INDEX responses_level4_completed ON responses (level4_id, completed_at, assessment_id, is_anonymous, score) WHERE completed_at IS NOT NULL;
CREATE INDEX responses_level5_completed ON responses (level5_id, completed_at, assessment_id, is_anonymous, score) WHERE completed_at IS NOT NULL;
CREATE INDEX responses_completed ON responses (completed_at, assessment_id, is_anonymous, score) WHERE completed_at IS NOT NULL;

-- +goose Down
SELECT 'a site is restored from a snapshot, never migrated down';
