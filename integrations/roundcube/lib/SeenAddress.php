<?php

declare(strict_types=1);

namespace Mayfrom\Roundcube;

/** An address that messages of the mailbox were seen to come from, and about which nobody has decided. */
final class SeenAddress
{
    public function __construct(
        public readonly string $proposalId,
        public readonly string $address,
        public readonly int $messages,
        public readonly string $lastSeenAt,
    ) {
    }

    public static function isUndecided(string $state): bool
    {
        return in_array($state, ['OPEN', 'WANTED', 'ASKED', 'GRANDFATHERED'], true);
    }

    /** @param array<string, mixed> $proposal as the API has it */
    public static function read(array $proposal): self
    {
        return new self(
            (string) $proposal['id'],
            (string) $proposal['address'],
            (int) $proposal['messages'],
            (string) $proposal['lastSeenAt'],
        );
    }
}
