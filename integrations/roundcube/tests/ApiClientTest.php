<?php

declare(strict_types=1);

use Mayfrom\Roundcube\Answer;
use Mayfrom\Roundcube\ApiClient;
use Mayfrom\Roundcube\Away;
use Mayfrom\Roundcube\AwayMemory;
use Mayfrom\Roundcube\PageTime;
use Mayfrom\Roundcube\Refused;
use Mayfrom\Roundcube\Request;
use Mayfrom\Roundcube\SenderList;
use Mayfrom\Roundcube\Senders;
use Mayfrom\Roundcube\Settings;
use Mayfrom\Roundcube\Transport;
use PHPUnit\Framework\TestCase;

final class ApiClientTest extends TestCase
{
    private string $key;
    /** @var list<string> */
    private array $log = [];
    /** @var array<string, mixed> */
    private array $session = [];
    private int $calls = 0;
    /** @var list<float> how long each call may take */
    private array $timeouts = [];
    private float $now = 0.0;
    private float $secondsOfCall = 0.0;

    protected function setUp(): void
    {
        $this->key = (string) tempnam(sys_get_temp_dir(), 'mayfrom-key');
        $seed = str_repeat("\x07", SODIUM_CRYPTO_SIGN_SEEDBYTES);
        $der = hex2bin('302e020100300506032b657004220420') . $seed;
        file_put_contents($this->key, "-----BEGIN PRIVATE KEY-----\n" . base64_encode($der) . "\n-----END PRIVATE KEY-----\n");
        chmod($this->key, 0600);
    }

    protected function tearDown(): void
    {
        unlink($this->key);
    }

    public function testGivesTheDataOfAnAnswer(): void
    {
        self::assertSame(['a' => 1], $this->client(new Answer(200, '{"data":{"a":1}}'))->call('Senders', '{ a }'));
        self::assertSame([], $this->log);
    }

    public function testSignsForTheAccountOfTheLogin(): void
    {
        $token = '';
        $this->client(new Answer(200, '{"data":{"a":1}}'), 'anna', $token)->call('Senders', '{ a }');
        [$header, $claims, $signature] = explode('.', $token);
        $decode = static fn (string $part): string => sodium_base642bin($part, SODIUM_BASE64_VARIANT_URLSAFE_NO_PADDING);
        self::assertSame(['alg' => 'EdDSA', 'typ' => 'JWT', 'kid' => 'k1'], json_decode($decode($header), true));
        $read = json_decode($decode($claims), true);
        self::assertSame(['https://w.test', 'https://m.test', 'anna@a.test', 'ACCOUNT', 60], [
            $read['iss'], $read['aud'], $read['sub'], $read['mayfrom_role'], $read['exp'] - $read['iat'],
        ]);
        $public = sodium_crypto_sign_publickey(sodium_crypto_sign_seed_keypair(str_repeat("\x07", 32)));
        self::assertTrue(sodium_crypto_sign_verify_detached($decode($signature), "{$header}.{$claims}", $public));
    }

    /** @dataProvider useless */
    public function testTakesWhatIsNoAnswerForAwayAndRemembersIt(Answer|string $answer, string $logged): void
    {
        $client = $this->client($answer);
        foreach ([1, 2] as $_) {
            try {
                $client->call('Senders', '{ a }');
                self::fail('an exception is expected');
            } catch (Away) {
                self::assertSame(1, $this->calls);
            }
        }
        self::assertCount(1, $this->log);
        self::assertStringContainsString($logged, $this->log[0]);
        self::assertMatchesRegularExpression('/^[^\n]* \(request [0-9a-f]{16}\)$/', $this->log[0]);
    }

    /** @return array<string, array{Answer|string, string}> */
    public static function useless(): array
    {
        return [
            'a time limit' => ["cURL error 28: timed out\nafter 2001 ms", 'timed out after 2001 ms'],
            'HTML' => [new Answer(200, '<html>Welcome</html>'), 'without an answer in JSON'],
            'nothing' => [new Answer(502, ''), 'status 502'],
            'JSON that is none of ours' => [new Answer(200, '[1, 2]'), 'without an answer in JSON'],
            'a fault of its own' => [
                new Answer(500, '{"errors":[{"message":"Something went wrong","extensions":{"code":"INTERNAL","id":"x-9"}}]}'),
                'INTERNAL Something went wrong x-9',
            ],
            'a database that is gone' => [
                new Answer(503, '{"errors":[{"message":"no","extensions":{"code":"UNAVAILABLE"}}]}'),
                'UNAVAILABLE no',
            ],
        ];
    }

    public function testTriesAgainWhenTheTimeIsOver(): void
    {
        $this->session['mayfrom_away_until'] = time() - 1;
        self::assertSame(['a' => 1], $this->client(new Answer(200, '{"data":{"a":1}}'))->call('Senders', '{ a }'));
    }

    public function testWaitsNoLongerForAllCallsOfAPageThanForOneAndTakesWhatIsSlowNotForAway(): void
    {
        $client = $this->client(new Answer(200, '{"data":{"a":1}}'));
        $this->secondsOfCall = 0.9;
        $client->call('Senders', '{ a }');
        $client->call('AddIdentity', 'mutation { a }');
        foreach ([1, 2] as $_) {
            try {
                $client->call('AddSenderProfile', 'mutation { a }');
                self::fail('an exception is expected');
            } catch (Away) {
                self::assertSame(2, $this->calls);
            }
        }
        self::assertEqualsWithDelta([2.0, 1.1], $this->timeouts, 0.001);
        self::assertSame(['AddSenderProfile as anna@a.test: not asked: this page has waited 1800 ms for mayfrom'], $this->log);
        self::assertSame([], $this->session);
        self::assertSame(SenderList::LATE, (new Senders($client, $this->session, 'anna@a.test'))->load([])->trouble);
    }

    public function testSaysThatNothingHasChangedOnlyWhereNoChangeWasSent(): void
    {
        $client = $this->client('Connection timed out');
        $senders = new Senders($client, $this->session, 'anna@a.test');
        foreach (['{ a }' => 'away', 'mutation { a }' => 'awayafter'] as $query => $word) {
            $this->session = [];
            try {
                $client->call('Anything', $query);
                self::fail('an exception is expected');
            } catch (Away) {
                self::assertSame($word, $senders->wordOfSilence());
            }
        }
    }

    public function testHasTheTimeLimitsThatTheSampleOfTheConfigurationNames(): void
    {
        $config = [];
        require __DIR__ . '/../config.inc.php.dist';
        foreach ([$config, []] as $set) {
            $settings = Settings::read(static fn (string $name, mixed $default): mixed => $set[$name] ?? $default);
            self::assertSame([1.0, 2.0, 30], [$settings->connectTimeout, $settings->timeout, $settings->awaySeconds]);
        }
    }

    public function testSaysWhatIsRefusedAndWhen(): void
    {
        $body = '{"data":null,"errors":[{"message":"Too many","extensions":{"code":"RATE_LIMITED","reason":"LIMIT_REACHED","parameters":{"limit":3},"field":"input","retryAfter":60}}]}';
        try {
            $this->client(new Answer(200, $body))->call('AddIdentity', 'mutation { a }');
            self::fail('an exception is expected');
        } catch (Refused $refused) {
            self::assertSame(['RATE_LIMITED', 'Too many', 'LIMIT_REACHED', ['limit' => 3], 'input', 60], [
                $refused->category, $refused->getMessage(), $refused->reason, $refused->parameters,
                $refused->field, $refused->retryAfterSeconds,
            ]);
        }
        self::assertMatchesRegularExpression('/^AddIdentity as anna@a\.test: RATE_LIMITED Too many \(request [0-9a-f]{16}\)$/', $this->log[0]);
        self::assertSame([], $this->session);
    }

    /** @dataProvider openModes */
    public function testDoesNotUseAKeyThatOthersCanRead(int $mode): void
    {
        chmod($this->key, $mode);
        $this->expectException(Away::class);
        try {
            $this->client(new Answer(200, '{"data":{"a":1}}'))->call('Senders', '{ a }');
        } finally {
            self::assertSame(0, $this->calls);
            self::assertStringContainsString('open to others than the web server', $this->log[0]);
        }
    }

    /** @return array<string, array{int}> */
    public static function openModes(): array
    {
        return ['everybody reads' => [0644], 'everybody in another group writes' => [0662], 'anybody' => [0604]];
    }

    public function testNamesWhatIsNotSet(): void
    {
        $this->expectException(Away::class);
        try {
            $this->client(new Answer(200, ''), 'nobody')->call('Senders', '{ a }');
        } finally {
            self::assertStringContainsString('mayfrom_login_address names no address', $this->log[0]);
        }
    }

    private function client(Answer|string $answer, string $login = 'anna@a.test', string &$token = ''): ApiClient
    {
        $logins = ['anna' => 'anna@a.test', 'anna@a.test' => 'anna@a.test'];
        $settings = new Settings('http://m.test', 'https://w.test', 'https://m.test', $this->key, 'k1', $logins, 1, 2, 30);
        $post = function (Request $request) use ($answer, &$token): Answer {
            $this->calls++;
            $token = $request->token;
            $this->timeouts[] = $request->timeoutSeconds;
            $this->now += $this->secondsOfCall;

            return is_string($answer) ? throw new RuntimeException($answer) : $answer;
        };
        $transport = new class ($post) implements Transport {
            public function __construct(private readonly Closure $post)
            {
            }

            public function post(Request $request): Answer
            {
                return ($this->post)($request);
            }
        };
        $log = function (string $line): void {
            $this->log[] = $line;
        };

        $time = new PageTime(2, fn (): float => $this->now);

        return new ApiClient($settings, $transport, new AwayMemory($this->session, 30), $login, $log, $time);
    }
}
