<?php

declare(strict_types=1);

namespace Mayfrom\Roundcube;

/** Remembers in the session for a while that mayfrom is away, so that not every page waits for it. */
final class AwayMemory
{
    /** @param array<string, mixed> $session */
    public function __construct(private array &$session, private readonly int $seconds)
    {
    }

    public function isAway(int $now): bool
    {
        $until = (int) ($this->session['mayfrom_away_until'] ?? 0);

        return $until > $now && $until <= $now + $this->seconds;
    }

    public function remember(int $now): void
    {
        $this->session['mayfrom_away_until'] = $now + $this->seconds;
    }
}
