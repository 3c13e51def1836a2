/** From "ProjectUse" use: what each is given now. A pin holds until its date; then the use follows again. */
export const GIVEN_SQL = `
  JOIN "Image" image ON image.id = use."imageId"
  JOIN "Team" owner ON owner.id = image."teamId"
  LEFT JOIN "Channel" channel ON channel.id = use."channelId"
  LEFT JOIN LATERAL (
    SELECT good.id FROM "Version" of JOIN "Build" good ON good."versionId" = of.id
    WHERE of."imageId" = use."imageId" AND of.number = use.version AND good.status = 'succeeded'
    ORDER BY good."revokedAt" IS NULL DESC, good.number DESC LIMIT 1
  ) newest ON use.version IS NOT NULL
  LEFT JOIN "Build" given ON given.id = CASE
    WHEN use."pinnedBuildId" IS NOT NULL AND (use."heldUntil" IS NULL OR use."heldUntil" > now())
    THEN use."pinnedBuildId"
    ELSE COALESCE(channel."buildId", newest.id) END
  LEFT JOIN "Version" "givenVersion" ON "givenVersion".id = given."versionId"`;
