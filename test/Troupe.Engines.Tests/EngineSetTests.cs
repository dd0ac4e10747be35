using Microsoft.Extensions.AI;
using Troupe.Conversation;
using Troupe.Conversation.Dialogue;
using Troupe.Testing;

namespace Troupe.Engines.Tests;

[Trait("Category", "process")]
public sealed class EngineSetTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Holds_what_works_and_says_the_cure_for_what_does_not()
    {
        await using var set = await EngineSet.OpenAsync(new EngineOptions(), "Ada", cancellationToken: Stop);
        var found = set.Findings.Where(finding => finding.Found).Select(finding => finding.Part).ToHashSet();
        (set.Engines.VoiceActivity is not null).ShouldBe(found.Contains("voiceActivity"));
        (set.Engines.Recognizer is not null).ShouldBe(found.Contains("recognizer"));
        (set.Engines.Synthesizer is not null).ShouldBe(found.Contains("synthesizer"));
        found.ShouldContain("writer");
        set.Findings.Select(finding => finding.Part).Distinct().ShouldBe(["voiceActivity", "recognizer", "writer", "synthesizer"]);
        set.Findings.ShouldAllBe(finding => finding.Detail.Length > 0 && (finding.Found || finding.Cure != null));

        await set.WarmAsync(new ConversationOptions(), Stop);
        (await set.Engines.Writer.GetResponseAsync("When are you open?", cancellationToken: Stop)).Text.ShouldContain("According to Opening hours");
    }

    [Fact]
    public async Task Stands_when_everything_is_missing()
    {
        var options = Bare();
        options.Documents.Folder = "/nowhere/documents";
        await using var set = await EngineSet.OpenAsync(options, "Ada", cancellationToken: Stop);
        set.Engines.VoiceActivity.ShouldBeNull();
        set.Engines.Recognizer.ShouldBeNull();
        set.Engines.Synthesizer.ShouldBeNull();
        set.Findings.Count.ShouldBe(4);
        set.Findings.ShouldAllBe(finding => !finding.Found && finding.Cure != null);
        await set.WarmAsync(new ConversationOptions(), Stop);
        var fault = await Should.ThrowAsync<EngineException>(() => set.Engines.Writer.GetResponseAsync("Hello", cancellationToken: Stop));
        (fault.Message, fault.Transient).ShouldBe(("No writer works. The documents folder '/nowhere/documents' does not exist. Set the documents folder to one that exists and can be read.", false));
    }

    [Fact]
    public async Task Keeps_the_greeting_spoken()
    {
        await using var set = await EngineSet.OpenAsync(new EngineOptions(), "Ada", cancellationToken: Stop);
        Assert.SkipWhen(set.Engines.Synthesizer is null, "No voice is installed: apt-get install libhtsengine1 festvox-us-slt-hts libflite1");
        var conversation = new ConversationOptions { Greeting = "Hello, I am {name}. What would you like to know?" };
        await set.WarmAsync(conversation, Stop);
        foreach (var phrase in PhraseSplitter.Phrases("Hello, I am Ada. What would you like to know?"))
        {
            var chunks = set.Engines.Synthesizer.SpeakAsync(phrase, conversation.Style, Stop).GetAsyncEnumerator(Stop);
            chunks.MoveNextAsync().IsCompletedSuccessfully.ShouldBeTrue($"'{phrase.Text}' is at hand");
            await chunks.DisposeAsync();
        }
    }

    [Fact]
    public async Task An_unknown_voice_is_told_with_those_that_exist()
    {
        var options = Bare();
        options.Voice = "hts-nobody";
        await using var set = await EngineSet.OpenAsync(options, "Ada", cancellationToken: Stop);
        var finding = set.Findings.Single(finding => finding.Part == "synthesizer");
        (finding.Found, finding.Detail, finding.Cure).ShouldBe((false, "No voice is called 'hts-nobody'.", "Choose one of hts-slt, flite-rms, flite-slt."));
        set.Engines.Synthesizer.ShouldBeNull();
    }

    [Fact]
    public async Task The_backup_speaks_when_the_chosen_voice_is_not_installed()
    {
        var options = Bare();
        options.Voice = "hts-slt";
        options.BackupVoice = "flite-slt";
        options.Voices.HtsVoice = "/nowhere/slt.htsvoice";
        await using var set = await EngineSet.OpenAsync(options, "Ada", cancellationToken: Stop);
        var findings = set.Findings.Where(finding => finding.Part == "synthesizer").ToList();
        findings.Select(finding => finding.Engine).ShouldBe(["hts-slt", "flite-slt"]);
        findings[0].Found.ShouldBeFalse();
        set.Engines.Synthesizer?.Voice.Id.ShouldBe("flite-slt");
        (set.Engines.Synthesizer is not null).ShouldBe(findings[1].Found);
    }

    [Fact]
    public async Task An_endpoint_writes_and_the_documents_stand_behind_it()
    {
        await using var server = new FakeChatServer();
        var options = Bare();
        options.Writer = WriterKind.OpenAi;
        options.OpenAi.Endpoint = server.Endpoint;
        options.OpenAi.Retries = 0;
        await using var set = await EngineSet.OpenAsync(options, "Ada", cancellationToken: Stop);
        set.Findings.Where(finding => finding.Part == "writer").Select(finding => (finding.Engine, finding.Found)).ShouldBe([("openai", true), ("documents", true)]);
        server.Requests.ShouldHaveSingleItem().Path.ShouldBe("/v1/models");
        (await set.Engines.Writer.GetResponseAsync("When are you open?", cancellationToken: Stop)).Text.ShouldBe("This is fine.");
        server.Enqueue(FakeChatReply.Refusal(500));
        (await set.Engines.Writer.GetResponseAsync("When are you open?", cancellationToken: Stop)).Text.ShouldContain("According to Opening hours");
    }

    [Theory]
    [InlineData(401, false, "refuses the API key (HTTP 401)")]
    [InlineData(404, true, "does not list its models (HTTP 404)")]
    [InlineData(503, false, "a fault of its own (HTTP 503)")]
    public async Task The_finding_says_how_the_endpoint_is(int status, bool found, string detail)
    {
        await using var server = new FakeChatServer();
        server.Enqueue(FakeChatReply.Refusal(status));
        var options = Bare();
        (options.Writer, options.FallBackToDocuments, options.OpenAi.Endpoint) = (WriterKind.OpenAi, false, server.Endpoint);
        await using var set = await EngineSet.OpenAsync(options, "Ada", cancellationToken: Stop);
        var finding = set.Findings.Single(finding => finding.Part == "writer");
        finding.Found.ShouldBe(found);
        finding.Detail.ShouldContain(detail);
        (finding.Cure is null).ShouldBe(found);
    }

    [Fact]
    public async Task An_endpoint_that_is_away_is_a_finding()
    {
        var options = Bare();
        (options.Writer, options.OpenAi.Endpoint) = (WriterKind.OpenAi, new Uri("http://127.0.0.1:1/v1"));
        options.OpenAi.Retries = 0;
        await using var set = await EngineSet.OpenAsync(options, "Ada", cancellationToken: Stop);
        set.Findings.Where(finding => finding.Part == "writer").Select(finding => finding.Found).ShouldBe([false, true]);
        (await set.Engines.Writer.GetResponseAsync("When are you open?", cancellationToken: Stop)).Text.ShouldContain("According to Opening hours");
    }

    [Fact]
    public void The_default_options_fit() => new EngineOptions().Mistakes().ShouldBeEmpty();

    [Fact]
    public void All_mistakes_in_options_are_told_at_once()
    {
        var options = new EngineOptions { Voice = "" };
        options.OpenAi.Retries = 99;
        options.PocketSphinx.MaxDecoders = 0;
        options.Documents.Coverage = 2;
        var mistakes = options.Mistakes();
        mistakes.Count.ShouldBe(4);
        string.Join(' ', mistakes).ShouldSatisfyAllConditions(
            all => all.ShouldContain("Voice"), all => all.ShouldContain("Retries"), all => all.ShouldContain("MaxDecoders"), all => all.ShouldContain("Coverage"));
    }

    /// <summary>Options with documents alone.</summary>
    private static EngineOptions Bare() => new()
    {
        Voice = "none",
        BackupVoice = "none",
        PocketSphinx = { ModelFolder = "/nowhere/model" },
        Silero = { Model = "/nowhere/silero.onnx" },
    };
}
