<?php

declare(strict_types=1);

namespace Mayfrom\Roundcube;

/** Two addresses are one mailbox exactly when their keys are equal (docs/addresses.md of mayfrom). */
final class AddressKey
{
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
        return self::composed(mb_strtolower(self::composed($localPart)));
    }

    private static function composed(string $text): string
    {
        $composed = \Normalizer::normalize($text, \Normalizer::FORM_C);

        return $composed === false ? $text : $composed;
    }
}
