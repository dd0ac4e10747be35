using System.Text.Json;
using Microsoft.Extensions.AI;
using OpenAI.Chat;
using Troupe.Engines.Chat;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;
using ChatResponseFormat = OpenAI.Chat.ChatResponseFormat;
using OpenAiMessage = OpenAI.Chat.ChatMessage;

namespace Troupe.Engines.OpenAi;

/// <summary>A conversation in the words of the OpenAI package.</summary>
internal sealed record OpenAiRequest(IReadOnlyList<OpenAiMessage> Messages, ChatCompletionOptions Options)
{
    /// <exception cref="ArgumentException">There are no messages, or one holds something that is neither text nor a tool call.</exception>
    public static OpenAiRequest From(IEnumerable<ChatMessage> messages, ChatOptions? options, OpenAiOptions defaults)
    {
        var translated = Conversations.Require(messages).SelectMany(Translate).ToList();
        if (!string.IsNullOrWhiteSpace(options?.Instructions))
        {
            translated.Insert(0, new SystemChatMessage(options.Instructions));
        }

        return new OpenAiRequest(translated, Translate(options, defaults));
    }

    private static IEnumerable<OpenAiMessage> Translate(ChatMessage message)
    {
        foreach (var content in message.Contents)
        {
            if (content is not (TextContent or TextReasoningContent or FunctionCallContent or FunctionResultContent or UsageContent))
            {
                throw new ArgumentException($"This writer sends text and tool calls; a message holds {content.GetType().Name}.", nameof(message));
            }
        }

        if (message.Role == ChatRole.Tool)
        {
            foreach (var result in message.Contents.OfType<FunctionResultContent>())
            {
                yield return new ToolChatMessage(result.CallId, result.Result as string ?? JsonSerializer.Serialize(result.Result, AIJsonUtilities.DefaultOptions));
            }
        }
        else if (message.Role == ChatRole.Assistant)
        {
            var calls = message.Contents.OfType<FunctionCallContent>()
                .Select(call => ChatToolCall.CreateFunctionToolCall(call.CallId, call.Name, BinaryData.FromString(JsonSerializer.Serialize(call.Arguments, AIJsonUtilities.DefaultOptions)))).ToList();
            var assistant = calls.Count > 0 ? new AssistantChatMessage(calls) : new AssistantChatMessage(message.Text);
            if (calls.Count > 0 && message.Text.Length > 0)
            {
                assistant.Content.Add(ChatMessageContentPart.CreateTextPart(message.Text));
            }

            yield return assistant;
        }
        else if (message.Role == ChatRole.System)
        {
            yield return new SystemChatMessage(message.Text);
        }
        else
        {
            yield return new UserChatMessage(message.Text);
        }
    }

    private static ChatCompletionOptions Translate(ChatOptions? options, OpenAiOptions defaults)
    {
        var translated = new ChatCompletionOptions
        {
            Temperature = options?.Temperature ?? defaults.Temperature,
            TopP = options?.TopP,
            FrequencyPenalty = options?.FrequencyPenalty,
            PresencePenalty = options?.PresencePenalty,
        };
        var longest = options?.MaxOutputTokens ?? defaults.MaxOutputTokens;
        if (defaults.Endpoint.Host == "api.openai.com")
        {
            translated.MaxOutputTokenCount = longest;
        }
        else
        {
#pragma warning disable SCME0001 // The patch is how the package adds fields; compatible servers know the older name of the limit.
            translated.Patch.Set("$.max_tokens"u8, longest);
#pragma warning restore SCME0001
        }

        foreach (var stop in options?.StopSequences ?? [])
        {
            translated.StopSequences.Add(stop);
        }

        translated.ResponseFormat = options?.ResponseFormat switch
        {
            ChatResponseFormatJson { Schema: { } schema } json => ChatResponseFormat.CreateJsonSchemaFormat(json.SchemaName ?? "answer", BinaryData.FromString(schema.GetRawText()), json.SchemaDescription),
            ChatResponseFormatJson => ChatResponseFormat.CreateJsonObjectFormat(),
            _ => null,
        };
        foreach (var tool in (options?.Tools ?? []).OfType<AIFunctionDeclaration>())
        {
            translated.Tools.Add(ChatTool.CreateFunctionTool(tool.Name, tool.Description, BinaryData.FromString(tool.JsonSchema.GetRawText())));
        }

        if (translated.Tools.Count > 0)
        {
            translated.ToolChoice = options?.ToolMode switch
            {
                RequiredChatToolMode { RequiredFunctionName: { } name } => ChatToolChoice.CreateFunctionChoice(name),
                RequiredChatToolMode => ChatToolChoice.CreateRequiredChoice(),
                NoneChatToolMode => ChatToolChoice.CreateNoneChoice(),
                _ => ChatToolChoice.CreateAutoChoice(),
            };
        }

        return translated;
    }
}
