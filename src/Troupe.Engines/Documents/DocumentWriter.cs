using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Troupe.Conversation;
using Troupe.Engines.Chat;

namespace Troupe.Engines.Documents;

/// <summary>
/// Writes answers from Markdown documents: the sentences that fit best, with the name of where they stand, or the plain word that it does not know.
/// It invents nothing and needs neither network nor model. Thread-safe; the same documents and conversation give the same answer.
/// </summary>
public sealed class DocumentWriter : IChatClient
{
    /// <summary>Earlier questions that a follow-up may lean on.</summary>
    private const int EarlierQuestions = 2;

    private readonly DocumentOptions _options;
    private readonly string _presenterName;
    private readonly DocumentIndex _index;

    /// <summary>Reads the documents.</summary>
    /// <param name="options">Where they are.</param>
    /// <param name="presenterName">What the presenter calls itself in conversations whose instructions have no author.</param>
    /// <param name="time">Clock. Default: the system's.</param>
    /// <exception cref="EngineException">SQLite or the folder is missing.</exception>
    public DocumentWriter(DocumentOptions options, string presenterName, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _presenterName = presenterName;
        _index = DocumentIndex.Open(options, time ?? TimeProvider.System);
    }

    /// <summary>Sections that it can answer from.</summary>
    public int Sections => _index.Passages.Count;

    /// <summary>The folder that it reads.</summary>
    public string Folder => _index.Folder;

    /// <inheritdoc/>
    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There is nothing to answer.</exception>
    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        StreamAsync(Conversations.Require(messages), cancellationToken);

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is not null ? null : serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("troupe-documents") : serviceType.IsInstanceOfType(this) ? this : null;
    }

    /// <inheritdoc/>
    public void Dispose() => _index.Dispose();

    private async IAsyncEnumerable<ChatResponseUpdate> StreamAsync(IReadOnlyList<ChatMessage> messages, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var answer = Answer(messages);
        var start = 0;
        while (start < answer.Length)
        {
            var space = answer.IndexOf(' ', start + 1);
            var end = space < 0 ? answer.Length : space;
            yield return new ChatResponseUpdate(ChatRole.Assistant, answer[start..end]) { ModelId = "documents", FinishReason = end == answer.Length ? ChatFinishReason.Stop : null };
            start = end;
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private string Answer(IReadOnlyList<ChatMessage> messages)
    {
        var name = messages.LastOrDefault(message => message.Role == ChatRole.System)?.AuthorName ?? _presenterName;
        var asked = messages.Where(message => message.Role == ChatRole.User).Select(message => SpokenQuestion.Read(message.Text)).ToList();
        var question = asked[^1];
        return _index.Search(search =>
        {
            string Topics() => DocumentAnswers.Topics(search.Passages);
            return SmallTalk.Answer(question.Words, name, Topics) ?? FromDocuments(search, question, asked[..^1], messages) ?? $"I am sorry, I do not know that. {Topics()}";
        });
    }

    private string? FromDocuments(DocumentSearch search, SpokenQuestion question, List<SpokenQuestion> before, IReadOnlyList<ChatMessage> messages)
    {
        List<Concept> earlier = [];
        var leansOn = 0;
        for (var i = before.Count - 1; question.IsFollowUp && i >= 0 && leansOn < EarlierQuestions; i--)
        {
            earlier.AddRange(before[i].Concepts);
            leansOn += before[i].Concepts.Count > 0 ? 1 : 0;
            if (!before[i].IsFollowUp)
            {
                break;
            }
        }

        var goesOn = question.Concepts.Count == 0;
        if (goesOn && earlier.Count == 0)
        {
            return null;
        }

        var found = search.Best(goesOn ? earlier : question.Concepts, goesOn ? [] : earlier);
        var said = goesOn ? string.Concat(messages.Where(message => message.Role == ChatRole.Assistant).Select(message => message.Text)) : "";
        return found is null || found.Coverage < _options.Coverage ? null : DocumentAnswers.Say(found, said);
    }
}
