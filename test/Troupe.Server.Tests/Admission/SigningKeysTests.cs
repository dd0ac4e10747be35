using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Troupe.Server.Admission;
using Troupe.Server.Admission.Jose;
using Troupe.Server.Events;

namespace Troupe.Server.Tests.Admission;

[Trait("Category", "fast")]
public sealed class SigningKeysTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("troupe-keys-").FullName;
    private readonly ManualTime _time = new();

    private string KeyFile => Path.Combine(_folder, "secrets", "keys.json");

    [Fact]
    public void Are_made_on_the_first_start_for_the_owners_eyes_alone_and_read_on_the_next()
    {
        using var first = Open();
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(KeyFile).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.GetUnixFileMode(Path.GetDirectoryName(KeyFile)!).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        using var second = Open();
        second.Ring.Keys.Select(key => key.Public).ShouldBe(first.Ring.Keys.Select(key => key.Public));
        second.Ring.Secret.ShouldBe(first.Ring.Secret);
    }

    [Fact]
    public async Task Servers_that_start_at_once_share_what_one_of_them_made()
    {
        var opened = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(Open)));
        opened.Select(keys => keys.Ring.Keys[0].Public.Kid).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public void Are_turned_over_with_overlap_on_every_server()
    {
        using var one = Open();
        using var other = Open();
        var old = one.Ring.Keys[0];
        _time.Advance(TimeSpan.FromDays(30));
        one.LookAgain();
        one.Ring.Keys.Count.ShouldBe(2, "the next key is there");
        one.Ring.At(_time.GetUtcNow()).Public.Kid.ShouldBe(old.Public.Kid, "and does not sign before everybody knows it");
        other.LookAgain();
        var next = one.Ring.Keys[1].Public.Kid;
        other.Ring.Find(next).ShouldNotBeNull();

        _time.Advance(KeyRing.Lead);
        one.Ring.At(_time.GetUtcNow()).Public.Kid.ShouldBe(next);
        one.Ring.Find(old.Public.Kid).ShouldNotBeNull("tokens of the old key live on");
        _time.Advance(TimeSpan.FromHours(1) + KeyRing.Lead);
        one.LookAgain();
        one.Ring.Keys.Select(key => key.Public.Kid).ShouldBe([next]);
    }

    [Fact]
    public void A_file_that_holds_no_keys_is_a_mistake_in_the_settings()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(KeyFile)!);
        File.WriteAllText(KeyFile, """{"keys":[{"createdAt":"2026-01-01T00:00:00Z","x":"AA","y":"AA","d":"AA"}],"secret":""}""");
        var checkedOptions = new TokensMistakes(Options.Create(new EventsOptions { Folder = Path.Combine(_folder, "data") })).Validate(null, new TokensOptions { KeyFile = KeyFile });
        checkedOptions.FailureMessage!.ShouldContain("is no file of signing keys");
    }

    [Fact]
    public void A_file_beside_the_log_is_a_mistake_in_the_settings() =>
        new TokensMistakes(Options.Create(new EventsOptions { Folder = _folder })).Validate(null, new TokensOptions { KeyFile = Path.Combine(_folder, "keys.json") })
            .FailureMessage!.ShouldContain("must not lie in the folder of the log");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private SigningKeys Open() =>
        new(Options.Create(new TokensOptions { KeyFile = KeyFile }), Options.Create(new EventsOptions()), _time, NullLogger<SigningKeys>.Instance);
}
