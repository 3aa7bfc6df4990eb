<?php

declare(strict_types=1);

namespace Mayfrom\Roundcube;

/** What becomes of two sides that were in step once: each field by itself, nothing overwritten that the other has changed. */
final class ProfileMerge
{
    /**
     * @param array<string, string> $toHere    fields that webmail takes over
     * @param array<string, string> $toThere   fields that mayfrom takes over
     * @param list<string>          $conflicts fields that the user decides
     */
    private function __construct(
        public readonly array $toHere,
        public readonly array $toThere,
        public readonly array $conflicts,
    ) {
    }

    /**
     * @param array<string, string> $here
     * @param array<string, string> $there
     * @param ProfileLink|null      $link        how both were when they were in step; null before they ever were
     * @param bool                  $isOwnChange whether the user made mayfrom's last change
     */
    public static function of(array $here, array $there, ?ProfileLink $link, bool $isOwnChange): self
    {
        $toHere = $toThere = $conflicts = [];
        foreach (ProfileFields::FIELDS as $field) {
            if ($here[$field] === $there[$field]) {
                continue;
            }
            // Before there was a link, what is empty is what nobody has set.
            $isChangedHere = $link === null ? $here[$field] !== '' : $link->isChangedHere($field, $here[$field]);
            $isChangedThere = $link === null ? $there[$field] !== '' : $link->isChangedThere($field, $there[$field]);
            $leadsAway = in_array($field, ProfileFields::LEADING_AWAY, true) && $there[$field] !== '' && !$isOwnChange;
            if ($field === 'standard') {
                // One default: the side that has set one since says which.
                if ($isChangedHere && $here[$field] === '1') {
                    $toThere[$field] = '1';
                } elseif ($isChangedThere && $there[$field] === '1') {
                    $toHere[$field] = '1';
                }
            } elseif ($isChangedThere && ($isChangedHere || $leadsAway)) {
                $conflicts[] = $field;
            } elseif ($isChangedThere) {
                $toHere[$field] = $there[$field];
            } elseif ($isChangedHere) {
                $toThere[$field] = $here[$field];
            }
        }

        return new self($toHere, $toThere, $conflicts);
    }
}
