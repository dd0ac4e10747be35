using System.CommandLine;
using System.Diagnostics;
using Troupe.Cli.Audit;
using Troupe.Cli.LipSync;
using Troupe.Contracts.Audit;
using Troupe.Contracts.Merkle;

namespace Troupe.Cli.Commands;

/// <summary><c>troupe audit verify</c>: checks that an exported audit log is what was signed. Exit code 1 when it is not, 2 when that cannot be found out.</summary>
internal sealed class AuditCommand : Command
{
    private const int Damaged = 1;
    private const int BadInput = 2;

    private readonly Argument<FileInfo?> _file = new("file") { Description = "An export of the audit log (GET /v1/audit/export).", Arity = ArgumentArity.ZeroOrOne };

    private readonly Option<string?> _server = new("--server") { Description = "Fetch the export from a server, such as http://localhost:5280." };

    private readonly Option<string?> _token = new("--token") { Description = "The API key or token for the server; it needs audit:read. Default: the environment variable TROUPE_KEY." };

    private readonly Option<FileInfo?> _checkpoint = new("--checkpoint") { Description = "A checkpoint that counts instead of the one in the export." };

    private readonly Option<FileInfo?> _older = new("--older-checkpoint") { Description = "A checkpoint that you kept from before: nothing that was there then may have changed." };

    private readonly Option<FileInfo?> _key = new("--key") { Description = "The public key that must have signed: a file with the line that GET /v1/audit/key answered once." };

    private readonly Option<bool> _json = new("--json") { Description = "Print one line of JSON." };

    public AuditCommand()
        : base("audit", "Work with audit logs.")
    {
        var verify = new Command("verify", "Check that an audit log is whole and as it was signed, and say where it is not.") { _file, _server, _token, _checkpoint, _older, _key, _json };
        verify.Validators.Add(result =>
        {
            if (result.GetValue(_file) is null == result.GetValue(_server) is null)
            {
                result.AddError("Give either the file of an export, or --server to fetch it.");
            }

            if (result.GetValue(_server) is { } server && !(Uri.TryCreate(server, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"))
            {
                result.AddError($"'{server}' is no address of a server, such as http://localhost:5280.");
            }
        });
        verify.SetAction(VerifyAsync);
        Add(verify);
    }

    private async Task<int> VerifyAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var (output, errors) = (arguments.InvocationConfiguration.Output, arguments.InvocationConfiguration.Error);
        var fetched = arguments.GetValue(_server) is null ? null : new FileInfo(Path.GetTempFileName());
        try
        {
            if (fetched is not null)
            {
                using var server = new AuditServer(new Uri(arguments.GetValue(_server)!), arguments.GetValue(_token) ?? Environment.GetEnvironmentVariable("TROUPE_KEY"));
                await server.FetchExportAsync(fetched, cancellationToken);
            }

            var began = Stopwatch.GetTimestamp();
            var report = await CheckAsync(arguments, fetched ?? arguments.GetValue(_file)!, errors, cancellationToken);
            var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
            foreach (var line in arguments.GetValue(_json) ? [AuditReport.ToJson(report, seconds)] : AuditReport.ToLines(report, seconds))
            {
                await output.WriteLineAsync(line);
            }

            return report.IsWhole ? 0 : Damaged;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or FormatException or HttpRequestException)
        {
            await errors.WriteLineAsync(problem.Message);
            return BadInput;
        }
        finally
        {
            fetched?.Delete();
        }
    }

    private async Task<ExportReport> CheckAsync(ParseResult arguments, FileInfo file, TextWriter errors, CancellationToken cancellationToken)
    {
        using var key = await ReadAsync(arguments.GetValue(_key), cancellationToken) is { } line ? NoteKey.Parse(line) : null;
        var (checkpoint, older) = (await ReadAsync(arguments.GetValue(_checkpoint), cancellationToken), await ReadAsync(arguments.GetValue(_older), cancellationToken));
        await using var export = file.OpenRead();
        var (progress, whole) = (new ProgressLine("Read MB", errors), (int)(file.Length >> 20));
        return await ExportCheck.CheckAsync(export, checkpoint, older, key, read => progress.Report((int)(read >> 20), whole), cancellationToken);
    }

    private static async Task<string?> ReadAsync(FileInfo? file, CancellationToken cancellationToken) =>
        file is null ? null : await File.ReadAllTextAsync(file.FullName, cancellationToken);
}
