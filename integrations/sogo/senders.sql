-- What each mailbox may send as, for webmails that read their identities from SQL: one row a mailbox, its own address first,
-- then its aliases, both also at the names that stand for their domain, then what owners have allowed, divided by blanks.
-- Names in domains that are not proven give nothing and are not listed, nor is an alias that was removed from webmail.
-- For the MySQL family, in mayfrom's database. Every part is looked up by an index, so that the row of one login costs the
-- same however many mailboxes there are.
CREATE OR REPLACE SQL SECURITY DEFINER VIEW webmail_senders AS
SELECT
  account.addressKey AS login,
  CONCAT_WS(
    ' ',
    account.address,
    (
      SELECT GROUP_CONCAT(
        CONCAT(LEFT(account.addressKey, CHAR_LENGTH(account.addressKey) - LOCATE('@', REVERSE(account.addressKey)) + 1), stand_in.name)
        ORDER BY stand_in.name SEPARATOR ' '
      )
      FROM domain stand_in
      WHERE stand_in.aliasOfId = account.domainId AND stand_in.proof <> 'UNPROVEN' AND NOT EXISTS (
        SELECT 1 FROM sender_authorization removed
        WHERE removed.accountId = account.id
          AND removed.addressKey = CONCAT(LEFT(account.addressKey, CHAR_LENGTH(account.addressKey) - LOCATE('@', REVERSE(account.addressKey)) + 1), stand_in.name)
          AND removed.state = 'REVOKED'
      )
    ),
    (
      SELECT GROUP_CONCAT(account_alias.address ORDER BY account_alias.address SEPARATOR ' ')
      FROM account_alias
      JOIN domain host ON host.id = account_alias.domainId AND host.proof <> 'UNPROVEN'
      WHERE account_alias.accountId = account.id AND NOT EXISTS (
        SELECT 1 FROM sender_authorization removed
        WHERE removed.accountId = account.id AND removed.addressKey = account_alias.addressKey AND removed.state = 'REVOKED'
      )
    ),
    (
      SELECT GROUP_CONCAT(
        CONCAT(LEFT(named.addressKey, CHAR_LENGTH(named.addressKey) - LOCATE('@', REVERSE(named.addressKey)) + 1), stand_in.name)
        ORDER BY named.addressKey, stand_in.name SEPARATOR ' '
      )
      FROM account_alias named
      JOIN domain host ON host.id = named.domainId AND host.proof <> 'UNPROVEN'
      JOIN domain stand_in ON stand_in.aliasOfId = named.domainId AND stand_in.proof <> 'UNPROVEN'
      WHERE named.accountId = account.id AND NOT EXISTS (
        SELECT 1 FROM sender_authorization removed
        WHERE removed.accountId = account.id
          AND removed.addressKey = CONCAT(LEFT(named.addressKey, CHAR_LENGTH(named.addressKey) - LOCATE('@', REVERSE(named.addressKey)) + 1), stand_in.name)
          AND removed.state = 'REVOKED'
      )
    ),
    (
      SELECT GROUP_CONCAT(identity.address ORDER BY identity.address SEPARATOR ' ')
      FROM sender_authorization
      JOIN identity ON identity.id = sender_authorization.identityId
      WHERE sender_authorization.accountId = account.id
        AND sender_authorization.state = 'AUTHORIZED'
        -- Those are in the list already.
        AND COALESCE(sender_authorization.basis, '') NOT IN ('OWN_ADDRESS', 'ALIAS')
        -- Milliseconds; the state follows a moment after the time is over.
        AND (sender_authorization.expiresAt IS NULL OR sender_authorization.expiresAt > UNIX_TIMESTAMP() * 1000)
        -- A quoted local part may hold blanks, which divide the list.
        AND identity.address NOT LIKE '% %'
    )
  ) AS senders
FROM account
WHERE account.state = 'ACTIVE';
