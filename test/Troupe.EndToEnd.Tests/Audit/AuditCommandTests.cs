using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Troupe.Cli.Commands;
using Troupe.Contracts.Merkle;
using Troupe.Testing.Audit;

namespace Troupe.EndToEnd.Tests.Audit;

[Trait("Category", "process")]
public sealed class AuditCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("troupe-audit-");
    private readonly NoteKey _key = new("example.com/audit/local", ECDsa.Create(ECCurve.NamedCurves.nistP256));

    public AuditCommandTests()
    {
        File.WriteAllBytes(In("audit.jsonl"), Write(300, "act"));
        File.WriteAllText(In("key"), $"{_key}\n");
        File.WriteAllText(In("older"), NoteOf(200, "act"));
        File.WriteAllBytes(In("forged.jsonl"), Write(300, "forged"));
        var whole = Encoding.UTF8.GetString(Write(300, "act"));
        File.WriteAllText(In("changed.jsonl"), whole.Replace("act 77\"", "act 78\"", StringComparison.Ordinal));
        File.WriteAllText(In("cut.jsonl"), whole[..(whole.Length / 2)]);
    }

    public void Dispose()
    {
        _key.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_whole_log_is_said_to_be_whole()
    {
        var (code, output, _) = await VerifyAsync(In("audit.jsonl"), "--signed-by", In("key"), "--older-checkpoint", In("older"));
        code.ShouldBe(0);
        output.ShouldStartWith("whole  300 entries of example.com/audit/local, root ");
    }

    [Fact]
    public async Task A_verification_without_a_key_says_what_it_does_not_prove()
    {
        var (code, output, _) = await VerifyAsync(In("audit.jsonl"));
        code.ShouldBe(0);
        output.ShouldContain("The signature was not checked");
    }

    [Fact]
    public async Task A_damaged_entry_is_named_in_json()
    {
        var (code, output, _) = await VerifyAsync(In("changed.jsonl"), "--signed-by", In("key"), "--json");
        code.ShouldBe(1);
        var report = JsonDocument.Parse(output).RootElement;
        (report.GetProperty("whole").GetBoolean(), report.GetProperty("signed").GetBoolean()).ShouldBe((false, true));
        var damage = report.GetProperty("damage")[0];
        (damage.GetProperty("kind").GetString(), damage.GetProperty("index").GetInt64()).ShouldBe(("changed", 77));
    }

    [Theory]
    [InlineData("cut.jsonl", 1, "its end is missing")]
    [InlineData("forged.jsonl", 1, "Among the first 200 entries something is not as it was")]
    [InlineData("none.jsonl", 2, "Could not find file")]
    public async Task Each_outcome_has_its_exit_code_and_its_words(string file, int exit, string words)
    {
        var (code, output, errors) = await VerifyAsync(In(file), "--signed-by", In("key"), "--older-checkpoint", In("older"));
        code.ShouldBe(exit, errors);
        $"{output}{errors}".ShouldContain(words);
    }

    [Fact]
    public async Task A_key_that_is_none_is_refused_with_the_way_to_get_one()
    {
        var (code, _, errors) = await VerifyAsync(In("audit.jsonl"), "--signed-by", In("older"));
        code.ShouldBe(2);
        errors.ShouldContain("GET /v1/audit/key");
    }

    [Fact]
    public async Task A_server_that_is_not_there_cannot_be_verified()
    {
        var (code, _, errors) = await VerifyAsync("--server", "http://127.0.0.1:1", "--signed-by", In("key"));
        code.ShouldBe(2);
        errors.ShouldContain("127.0.0.1:1");
        errors.ShouldContain("--server or TROUPE_SERVER");
    }

    private static async Task<(int Code, string Output, string Errors)> VerifyAsync(params string[] arguments)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        var code = await new AuditCommand().Parse(["verify", .. arguments]).InvokeAsync(new InvocationConfiguration { Output = output, Error = errors }, TestContext.Current.CancellationToken);
        return (code, output.ToString(), errors.ToString());
    }

    private string In(string file) => Path.Combine(_folder.FullName, file);

    private string NoteOf(int size, string action) => ExportedLog.NoteOf(size, action, _key);

    private byte[] Write(int size, string action) => ExportedLog.Write(size, action, _key);
}
