using Troupe.Contracts;
using Troupe.Conversation.Hearing;

namespace Troupe.Conversation;

/// <content>What the person says, before it is met and kept.</content>
public sealed partial class ConversationLoop
{
    private readonly IInputScreen? _inputs;

    private static LoopItem Screened(LoopItem item, IInputScreen inputs) => item switch
    {
        LoopItem.FromClient { Input: MessageInput { Message: MessageSend written } } => new LoopItem.FromClient(new MessageInput(written with { Text = inputs.Screen(written.Text) })),
        LoopItem.FromRecognizer understood => understood with { Text = inputs.Screen(understood.Text) },
        LoopItem.FromListener { Heard: PartialHeard partial } => new LoopItem.FromListener(partial with { Text = inputs.Mask(partial.Text) }),
        LoopItem.FromListener { Heard: TranscriptGuessed guessed } => new LoopItem.FromListener(guessed with { Text = inputs.Mask(guessed.Text) }),
        _ => item,
    };
}
