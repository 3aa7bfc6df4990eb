-- What each mailbox may send as, for webmails that read their identities from SQL: one row a mailbox, its own address first,
-- then its aliases, then what owners have allowed, divided by blanks. For the MySQL family, in mayfrom's database. Every
-- part is looked up by an index, so that the row of one login costs the same however many mailboxes there are.
CREATE OR REPLACE SQL SECURITY DEFINER VIEW webmail_senders AS
SELECT
  account.addressKey AS login,
  CONCAT_WS(
    ' ',
    account.address,
    (
      SELECT GROUP_CONCAT(account_alias.address ORDER BY account_alias.address SEPARATOR ' ')
      FROM account_alias
      WHERE account_alias.accountId = account.id
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
