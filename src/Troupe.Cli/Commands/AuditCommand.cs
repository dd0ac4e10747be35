using System.CommandLine;
using System.Diagnostics;
using Troupe.Cli.Audit;
using Troupe.Cli.Control;
using Troupe.Cli.LipSync;
using Troupe.Client;
using Troupe.Contracts.Audit;
using Troupe.Contracts.Merkle;

namespace Troupe.Cli.Commands;

/// <summary><c>troupe audit verify</c>: checks that an exported audit log is what was signed. Exit code 1 when it is not, 2 when that cannot be found out.</summary>
internal sealed class AuditCommand : ExampledCommand
{
    private const int Damaged = 1;
    private const int BadInput = 2;

    private readonly Argument<FileInfo?> _file = new("FILE") { Description = "An export of the audit log (GET /v1/audit/export). Default: it is fetched from the server, for which the key needs audit:read.", Arity = ArgumentArity.ZeroOrOne };

    private readonly Option<FileInfo?> _checkpoint = new("--checkpoint") { Description = "A checkpoint that counts instead of the one in the export.", HelpName = "FILE" };

    private readonly Option<FileInfo?> _older = new("--older-checkpoint") { Description = "A checkpoint that you kept from before: nothing that was there then may have changed.", HelpName = "FILE" };

    private readonly Option<FileInfo?> _signer = new("--signed-by") { Description = "The public key that must have signed: a file with the line that GET /v1/audit/key answered once.", HelpName = "FILE" };

    private readonly ControlOptions _options = new();

    public AuditCommand()
        : base("audit", "Work with audit logs.", "troupe audit verify --signed-by key --older-checkpoint january")
    {
        foreach (var option in _options.All)
        {
            Add(option);
        }

        var verify = new ExampledCommand("verify", "Check that an audit log is whole and as it was signed, and say where it is not.", "troupe audit verify audit.jsonl --signed-by key --older-checkpoint january") { _file, _checkpoint, _older, _signer };
        verify.Validators.Add(result =>
        {
            if (result.GetValue(_file) is not null && _options.NamesServer(result))
            {
                result.AddError("Give either the file of an export, or --server to fetch it.");
            }
        });
        verify.SetAction(VerifyAsync);
        Add(verify);
    }

    private async Task<int> VerifyAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var (output, errors) = (arguments.InvocationConfiguration.Output, arguments.InvocationConfiguration.Error);
        var fetched = arguments.GetValue(_file) is null ? new FileInfo(Path.GetTempFileName()) : null;
        try
        {
            if (fetched is not null)
            {
                if (_options.Server(arguments, out var given) is not { } server)
                {
                    await errors.WriteLineAsync(ControlOptions.NoServer(given));
                    return BadInput;
                }

                await FetchAsync(server, arguments, fetched, cancellationToken);
            }

            var began = Stopwatch.GetTimestamp();
            var report = await CheckAsync(arguments, fetched ?? arguments.GetValue(_file)!, errors, cancellationToken);
            var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
            foreach (var line in _options.IsJson(arguments) ? [AuditReport.ToJson(report, seconds)] : AuditReport.ToLines(report, seconds))
            {
                await output.WriteLineAsync(line);
            }

            return report.IsWhole ? 0 : Damaged;
        }
        catch (TroupeException refusal)
        {
            foreach (var line in RefusalText.Lines(refusal))
            {
                await errors.WriteLineAsync(line);
            }

            return BadInput;
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

    private async Task FetchAsync(Uri server, ParseResult arguments, FileInfo file, CancellationToken cancellationToken)
    {
        using var troupe = new TroupeClient(server, _options.Key(arguments));
        using var export = await troupe.Audit.ExportAsync(_options.Request(arguments), cancellationToken);
        await using var target = file.Create();
        await export.Content.CopyToAsync(target, cancellationToken);
    }

    private async Task<ExportReport> CheckAsync(ParseResult arguments, FileInfo file, TextWriter errors, CancellationToken cancellationToken)
    {
        using var key = await ReadAsync(arguments.GetValue(_signer), cancellationToken) is { } line ? NoteKey.Parse(line) : null;
        var (checkpoint, older) = (await ReadAsync(arguments.GetValue(_checkpoint), cancellationToken), await ReadAsync(arguments.GetValue(_older), cancellationToken));
        await using var export = file.OpenRead();
        var (progress, whole) = (new ProgressLine("Read MB", errors), (int)(file.Length >> 20));
        return await ExportCheck.CheckAsync(export, checkpoint, older, key, read => progress.Report((int)(read >> 20), whole), cancellationToken);
    }

    private static async Task<string?> ReadAsync(FileInfo? file, CancellationToken cancellationToken) =>
        file is null ? null : await File.ReadAllTextAsync(file.FullName, cancellationToken);
}
