<?php

declare(strict_types=1);

namespace Mayfrom\Roundcube;

/** Two addresses are one mailbox exactly when their keys are equal (docs/addresses.md of mayfrom). */
final class AddressKey
{
    private const DOT_STRING = '/^[A-Za-z0-9!#$%&\'*+\/=?^_`{|}~\x{80}-\x{10ffff}-]+(?:\.[A-Za-z0-9!#$%&\'*+\/=?^_`{|}~\x{80}-\x{10ffff}-]+)*$/u';

    public static function of(string $address): string
    {
        $address = trim($address);
        $at = strrpos($address, '@');
        if ($at === false) {
            return mb_strtolower($address);
        }
        $domain = substr($address, $at + 1);
        $ascii = idn_to_ascii($domain, IDNA_NONTRANSITIONAL_TO_ASCII | IDNA_USE_STD3_RULES, INTL_IDNA_VARIANT_UTS46);

        return self::localPart(substr($address, 0, $at)) . '@' . strtolower($ascii === false ? $domain : $ascii);
    }

    private static function localPart(string $localPart): string
    {
        $isQuoted = str_starts_with($localPart, '"') && str_ends_with($localPart, '"') && strlen($localPart) > 1;
        $content = $isQuoted ? (string) preg_replace('/\\\\(.)/u', '$1', substr($localPart, 1, -1)) : $localPart;
        $key = self::composed(mb_strtolower(self::composed($content)));

        // Quoted only where it must be (RFC 5321 4.1.2, Local-part).
        return !$isQuoted || preg_match(self::DOT_STRING, $key) === 1 ? $key : '"' . addcslashes($key, '"\\') . '"';
    }

    private static function composed(string $text): string
    {
        $composed = \Normalizer::normalize($text, \Normalizer::FORM_C);

        return $composed === false ? $text : $composed;
    }
}
