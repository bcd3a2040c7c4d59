import {
  type ChatServer,
  completion,
  type Reply,
  sendJson,
  startChatServer,
} from './chat-server.ts';

/** Answers 400 where the body has the field, as models without reasoning do; else replies. */
export function startRejecting(field: string, reply: Reply): Promise<ChatServer> {
  return startChatServer(['plain-model'], (response, body) => {
    if (!(field in body)) {
      sendJson(response, 200, completion(body, reply(body)));
      return;
    }
    sendJson(response, 400, {
      error: {
        message: `Unrecognized request argument supplied: ${field}`,
        type: 'invalid_request_error',
        param: field,
        code: null,
      },
    });
  });
}
