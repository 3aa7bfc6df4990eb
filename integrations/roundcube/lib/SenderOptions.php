<?php

declare(strict_types=1);

namespace Mayfrom\Roundcube;

/** The composer's `<select>` of senders: what may not be used cannot be chosen and says why. */
final class SenderOptions
{
    private const OPTION = '~<option value="(\d+)"( selected(?:="selected")?)?>(.*?)</option>~s';

    /** @param array<int|string, string> $blocked the mark of each identity that may not be used, by its id */
    public function __construct(private readonly array $blocked)
    {
    }

    public function apply(string $select): string
    {
        preg_match_all(self::OPTION, $select, $options);
        $usable = array_values(array_filter($options[1], fn (string $id): bool => !isset($this->blocked[$id])));
        // Where nothing may be used, the mail server says so; a list without a choice says nothing.
        if ($this->blocked === [] || $usable === []) {
            return $select;
        }
        $isChoiceBlocked = array_filter($options[1], fn (string $id, int $index): bool => $options[2][$index] !== ''
            && isset($this->blocked[$id]), ARRAY_FILTER_USE_BOTH) !== [];
        $chosen = $isChoiceBlocked ? $usable[0] : null;

        return (string) preg_replace_callback(self::OPTION, function (array $option) use ($chosen): string {
            [, $id, $selected, $label] = $option;
            if (isset($this->blocked[$id])) {
                return sprintf('<option value="%s" disabled>%s — %s</option>', $id, $label, \rcube::Q($this->blocked[$id]));
            }
            $mark = $id === $chosen ? ' selected="selected"' : $selected;

            return "<option value=\"{$id}\"{$mark}>{$label}</option>";
        }, $select);
    }
}
