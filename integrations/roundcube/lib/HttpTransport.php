<?php

declare(strict_types=1);

namespace Mayfrom\Roundcube;

use GuzzleHttp\Exception\GuzzleException;
use GuzzleHttp\Psr7\Utils;

/** By Roundcube's own HTTP client, which has no time limit unless it is given one. */
final class HttpTransport implements Transport
{
    public function __construct(private readonly Settings $settings)
    {
    }

    public function post(string $url, string $token, string $body, string $requestId): Answer
    {
        $sink = new BoundedBody(Utils::streamFor(fopen('php://temp', 'w+')));
        try {
            $answer = \rcmail::get_instance()->get_http_client()->post($url, [
                'connect_timeout' => $this->settings->connectTimeout,
                'timeout' => $this->settings->timeout,
                'http_errors' => false,
                'allow_redirects' => false,
                'sink' => $sink,
                'headers' => [
                    'Authorization' => "Bearer {$token}",
                    'Content-Type' => 'application/json',
                    'Accept' => 'application/json',
                    'X-Request-Id' => $requestId,
                    'Accept-Language' => str_replace('_', '-', (string) ($_SESSION['language'] ?? 'en_US')),
                ],
                'body' => $body,
            ]);
        } catch (GuzzleException $trouble) {
            throw new \RuntimeException($sink->isTooLong() ? 'the answer is too long' : $trouble->getMessage());
        }

        return new Answer($answer->getStatusCode(), (string) $sink);
    }
}
