<?php

declare(strict_types=1);

namespace Mayfrom\Roundcube;

/** Writes identities as the webmail keeps them. */
final class UserIdentities
{
    public function __construct(private readonly \rcmail $webmail)
    {
    }

    /** @param array<string, string> $fields */
    public function add(string $address, array $fields): void
    {
        $columns = self::washed(ProfileFields::toIdentity($fields));
        $this->webmail->user->insert_identity($columns + ['email' => \rcube_utils::idn_to_ascii($address)]);
    }

    /** @param array<string, mixed> $row @param array<string, string> $fields */
    public function change(array $row, array $fields): void
    {
        $user = $this->webmail->user;
        $columns = self::washed(ProfileFields::toIdentity($fields));
        if ($columns !== []) {
            $user->update_identity($row['identity_id'], $columns);
        }
        if (($fields['standard'] ?? '') === '1') {
            $user->update_identity($row['identity_id'], ['standard' => 1]);
            $user->set_default($row['identity_id']);
        }
    }

    /** @param array<string, string|int> $columns @return array<string, string|int> */
    private static function washed(array $columns): array
    {
        if (($columns['html_signature'] ?? 0) === 1) {
            $columns['signature'] = \rcmail_action_settings_index::wash_html((string) $columns['signature']);
        }

        return $columns;
    }
}
