<?php

declare(strict_types=1);

namespace Mayfrom\Roundcube;

/** Which profile of an address an identity goes with. */
final class ProfileChoice
{
    /**
     * The one it is linked with, else one of the same name that no other identity is linked with, else any such.
     *
     * @param list<array<string, mixed>> $profiles
     * @param array<string, string>      $taken
     *
     * @return array<string, mixed>|null
     */
    public static function of(array $profiles, ?ProfileLink $link, string $name, array $taken): ?array
    {
        foreach ($profiles as $profile) {
            if ($profile['id'] === $link?->profileId) {
                return $profile;
            }
        }
        $free = array_filter($profiles, static fn (array $each): bool => !in_array($each['id'], $taken, true));
        foreach ($free as $profile) {
            if ($profile['displayName'] === trim($name)) {
                return $profile;
            }
        }

        return $free === [] ? null : reset($free);
    }
}
