using System.CommandLine;
using Troupe.Cli.Control;
using Troupe.Cli.Replay;
using Troupe.Contracts.Control;

namespace Troupe.Cli.Commands;

/// <summary><c>troupe recording</c>: recordings of a server's sessions, which it keeps sealed.</summary>
internal sealed class RecordingCommand : ControlCommand
{
    private readonly Argument<string> _session = new("SESSION") { Description = "The session's id." };

    private readonly Option<string?> _subject = new("--subject") { Description = "Only those of a person: the subject of their tokens." };

    private readonly Option<string?> _out = new("--out") { Description = "The file that it is written to, for its owner alone. Default: SESSION.jsonl." };

    public RecordingCommand()
        : base("recording", "List recordings of sessions, and open them.", "troupe recording list")
    {
        Add("list", "List recordings, oldest first.", "troupe recording list", ListAsync, _subject);
        Add("get", "Open a recording, for troupe replay. It holds what a person said: delete the file when it has served.", "troupe recording get SESSION --out talk.jsonl", GetAsync, _session, _out);
    }

    private async Task ListAsync(Asked asked)
    {
        var views = new List<RecordingView>();
        await foreach (var view in asked.Troupe.Recordings.ListAsync(asked.Arguments.GetValue(_subject), limit: 1000, options: asked.Request, cancellationToken: asked.Token))
        {
            views.Add(view);
        }

        asked.Output.List(
            views,
            ["session", "began", "deleted after", "pseudonym"],
            view => [view.Session, Texts.Of(view.BeganAt), Texts.Of(view.DeletedAt), view.Pseudonym],
            "There are no recordings. A server records when Troupe:Journal:Folder is set.");
    }

    private async Task GetAsync(Asked asked)
    {
        var session = asked.Arguments.GetRequiredValue(_session);
        using var answer = await asked.Troupe.Recordings.GetAsync(session, asked.Request, asked.Token);
        var path = asked.Arguments.GetValue(_out) ?? $"{session}.jsonl";
        await using (var file = RecordingFile.Create(path))
        {
            await answer.Content.CopyToAsync(file, asked.Token);
        }

        asked.Output.Say($"{path} is the recording, in clear. Replay it: troupe replay {path}");
    }
}
