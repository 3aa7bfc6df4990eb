<?php

declare(strict_types=1);

namespace Mayfrom\Roundcube;

/** What the webmail keeps of a user between two requests, as the database has it: what a request began with may be older. */
final class ProfileMemory
{
    private const LINKS = 'mayfrom_profiles';
    private const REFUSALS = 'mayfrom_refused_profiles';

    public function __construct(private readonly \rcmail $webmail)
    {
    }

    /** Whether the webmail has been in step with mayfrom before. */
    public function isNew(): bool
    {
        return $this->kept(self::LINKS) === null;
    }

    /** @return array<string, ProfileLink> by the identity's id */
    public function links(): array
    {
        $kept = $this->kept(self::LINKS);

        return array_filter(array_map(ProfileLink::fromArray(...), is_array($kept) ? $kept : []));
    }

    public function refusals(): KeptRefusals
    {
        $kept = $this->kept(self::REFUSALS);

        return new KeptRefusals(is_array($kept) ? $kept : []);
    }

    /** @param array<string, ProfileLink> $links */
    public function keep(array $links, KeptRefusals $refusals): void
    {
        $made = array_map(static fn (ProfileLink $link): array => $link->toArray(), $links);
        foreach ([self::LINKS => $made, self::REFUSALS => $refusals->toArray()] as $name => $next) {
            if ($next !== $this->kept($name) && ($next !== [] || $name === self::LINKS || $this->kept($name) !== null)) {
                $this->webmail->user->save_prefs([$name => $next]);
            }
        }
    }

    private function kept(string $name): mixed
    {
        return (new \rcube_user($this->webmail->user->ID))->get_prefs()[$name] ?? null;
    }
}
